import { filesBelow, readText } from '../lib/files.mjs';

/** A Tailwind utility that names a physical side, perhaps behind variants such as `md:` and a minus. */
const VARIANTS = String.raw`(?<variants>(?:[\w[\]&:>~*()=.-]+:)*)`;
const WITH_VALUE = String.raw`(?:[mp][lr]|left|right|scroll-[mp][lr]|border-[lr]|rounded-(?:l|r|tl|tr|bl|br))-[\w./[\]%()-]+`;
const BARE = String.raw`border-[lr]|rounded-(?:l|r|tl|tr|bl|br)|(?:text|float|clear)-(?:left|right)`;
const PHYSICAL_CLASS = new RegExp(`(?<![\\w./-])${VARIANTS}-?(?:${WITH_VALUE}|${BARE})(?=["'\`\\s])`, 'g');
/** A CSS property or value of a physical side. */
const PHYSICAL_CSS =
  /(?:^|[;{\s])(?:(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)(?:-[a-z]+)?\s*:|(?:left|right)\s*:|(?:text-align|float|clear)\s*:\s*(?:left|right)\b)/;

/**
 * Sides that do not follow the writing direction: the screens are right to left first, so `ms-2`, `start-0` and
 * `text-start` are right and `ml-2`, `left-0` and `text-left` are not. Where a direction is named (`ltr:`, `rtl:`) the side is meant.
 *
 * @param {string} base folder of the project
 * @returns {string[]} one line per fault
 */
export function physicalSides(base) {
  const sources = filesBelow(base, 'client/src', /\.tsx?$/).filter((path) => !/\.test\./.test(path));
  const styles = filesBelow(base, 'client/src', /\.css$/);
  return [
    ...sources.flatMap((path) => linesWith(base, path, (line) => classesIn(line))),
    ...styles.flatMap((path) => linesWith(base, path, (line) => PHYSICAL_CSS.exec(line)?.[0].trim())),
  ];
}

function classesIn(line) {
  if (/^\s*(\*|\/\/|\/\*|import )/.test(line) || !/["'`]/.test(line)) return undefined;
  for (const match of line.matchAll(PHYSICAL_CLASS)) {
    if (!/(?:^|:)(?:ltr|rtl):/.test(match.groups.variants)) return match[0];
  }
  return undefined;
}

function linesWith(base, path, find) {
  return readText(base, path)
    .split('\n')
    .flatMap((line, index) => {
      const found = find(line);
      return found === undefined ? [] : [`${path}:${index + 1}: "${found}" names a physical side`];
    });
}
