const GSM_BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
/** These take an escape and a second septet. */
const GSM_EXTENDED = new Set('\f^{}\\[~]|€');

/** What a text message costs. `units` are septets or UTF-16 units; `remaining` fit before the next part begins. */
export interface SmsSize {
  encoding: 'gsm7' | 'ucs2';
  units: number;
  parts: number;
  remaining: number;
}

const LIMITS = { gsm7: { single: 160, part: 153 }, ucs2: { single: 70, part: 67 } } as const;

/** Counts the parts of an SMS: Latin 160 or 153 each, one Persian letter makes it 70 or 67. No character is cut in two. */
export function smsSize(text: string): SmsSize {
  const characters = [...text];
  const latin = characters.every((character) => GSM_BASIC.has(character) || GSM_EXTENDED.has(character));
  const encoding = latin ? 'gsm7' : 'ucs2';
  const width = (character: string) => (latin ? (GSM_EXTENDED.has(character) ? 2 : 1) : character.length);
  const { single, part } = LIMITS[encoding];
  const units = characters.reduce((sum, character) => sum + width(character), 0);
  if (units <= single) return { encoding, units, parts: units === 0 ? 0 : 1, remaining: single - units };
  let parts = 1;
  let used = 0;
  for (const character of characters) {
    if (used + width(character) > part) {
      parts += 1;
      used = 0;
    }
    used += width(character);
  }
  return { encoding, units, parts, remaining: part - used };
}
