/** How a Persian letter is written in a name that programs use. */
const LETTERS: Readonly<Record<string, string>> = {
  آ: 'a',
  ا: 'a',
  أ: 'a',
  ب: 'b',
  پ: 'p',
  ت: 't',
  ث: 's',
  ج: 'j',
  چ: 'ch',
  ح: 'h',
  خ: 'kh',
  د: 'd',
  ذ: 'z',
  ر: 'r',
  ز: 'z',
  ژ: 'zh',
  س: 's',
  ش: 'sh',
  ص: 's',
  ض: 'z',
  ط: 't',
  ظ: 'z',
  ع: 'a',
  غ: 'gh',
  ف: 'f',
  ق: 'gh',
  ک: 'k',
  ك: 'k',
  گ: 'g',
  ل: 'l',
  م: 'm',
  ن: 'n',
  و: 'v',
  ه: 'h',
  ة: 'h',
  ی: 'i',
  ي: 'i',
  ئ: 'y',
  ء: '',
};
const PERSIAN_ZERO = 0x06f0;
const MOST = 40;

/** Latin words of a label: Persian letters by their sound, everything else that is no letter or digit between words. */
function wordsOf(label: string): string[] {
  const latin = [...label.replaceAll('\u200c', ' ').toLowerCase()].map((letter) => {
    const code = letter.codePointAt(0) ?? 0;
    if (code >= PERSIAN_ZERO && code <= PERSIAN_ZERO + 9) return String(code - PERSIAN_ZERO);
    return LETTERS[letter] ?? letter;
  });
  return latin
    .join('')
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}

/**
 * A name for programs out of a label for people: `serialNumber` of «Serial number», `shmarhSrial` of «شماره سریال». Begins
 * with a letter and has forty characters at most; empty when the label has nothing to take.
 *
 * @param ending what the name must end in, such as the `Id` of a link
 */
export function suggestName(label: string, ending = ''): string {
  const [first = '', ...rest] = wordsOf(label);
  const name = [first, ...rest.map((word) => word.charAt(0).toUpperCase() + word.slice(1))].join('');
  const sound = name.replace(/^[0-9]+/, '').slice(0, MOST - ending.length);
  return sound === '' ? '' : sound.charAt(0).toLowerCase() + sound.slice(1) + ending;
}

/** The address of a type out of its plural: `medical-devices`. */
export function suggestResource(label: string): string {
  return wordsOf(label)
    .join('-')
    .replace(/^[0-9-]+/, '')
    .slice(0, MOST);
}

/** A value of a choice out of its label, different from those that are there. */
export function suggestValue(label: string, taken: ReadonlySet<string>): string {
  const base = suggestName(label) || 'option';
  if (!taken.has(base)) return base;
  let number = 2;
  while (taken.has(`${base}${number}`)) number += 1;
  return `${base}${number}`;
}
