/**
 * Compiles one message to the JavaScript source React Aria expects: a string, or `(args, formatter) => string`.
 *
 * The syntax is a subset of ICU MessageFormat: `{name}`, `{name, number}` and `{name, select, a {…} other {…}}`.
 * Persian needs no plural forms here, because a noun stays singular after a number.
 */
export function compileMessage(text: string): string {
  const { source, isDynamic } = compileText(text);
  return isDynamic ? `(args, formatter) => ${source}` : JSON.stringify(text);
}

function compileText(text: string): { source: string; isDynamic: boolean } {
  const parts: string[] = [];
  let isDynamic = false;
  let at = 0;
  while (at < text.length) {
    const open = text.indexOf('{', at);
    if (open === -1) {
      parts.push(JSON.stringify(text.slice(at)));
      break;
    }
    if (open > at) parts.push(JSON.stringify(text.slice(at, open)));
    const close = matchingBrace(text, open);
    parts.push(compileArgument(text.slice(open + 1, close)));
    isDynamic = true;
    at = close + 1;
  }
  return { source: parts.length === 0 ? '""' : parts.join(' + '), isDynamic };
}

function compileArgument(body: string): string {
  const [name = '', kind, ...rest] = body.split(',').map((part, index) => (index < 2 ? part.trim() : part));
  const value = `args[${JSON.stringify(name)}]`;
  if (!kind) return value;
  if (kind === 'number') return `formatter.number(${value})`;
  if (kind !== 'select') throw new Error(`message argument «${body}» is not supported`);
  const cases = selectCases(rest.join(','));
  const options = cases.map(([key, text]) => `${JSON.stringify(key)}: () => ${compileText(text).source}`);
  return `formatter.select({ ${options.join(', ')} }, ${value})`;
}

function selectCases(text: string): Array<[string, string]> {
  const cases: Array<[string, string]> = [];
  let at = 0;
  while (at < text.length) {
    const open = text.indexOf('{', at);
    if (open === -1) break;
    const close = matchingBrace(text, open);
    cases.push([text.slice(at, open).trim(), text.slice(open + 1, close)]);
    at = close + 1;
  }
  return cases;
}

function matchingBrace(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at += 1) {
    if (text[at] === '{') depth += 1;
    if (text[at] === '}') depth -= 1;
    if (depth === 0) return at;
  }
  throw new Error(`unclosed brace in message «${text}»`);
}
