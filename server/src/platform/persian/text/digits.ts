const LOCAL_DIGIT = /[۰-۹٠-٩]/g;
const ARABIC_INDIC_DIGIT = /[٠-٩]/g;
const ASCII_OR_ARABIC_DIGIT = /[0-9٠-٩]/g;
const PERSIAN_ZERO = 0x06f0;

/** The value 0..9 of an ASCII, Persian or Arabic-Indic digit: all three blocks keep it in the low four bits. */
function digitValue(digit: string): number {
  return digit.charCodeAt(0) & 0xf;
}

/** Replaces Persian ۰-۹ and Arabic-Indic ٠-٩ digits by 0-9; everything else stays. */
export function toAsciiDigits(text: string): string {
  return text.replace(LOCAL_DIGIT, (digit) => String(digitValue(digit)));
}

/** Replaces ASCII and Arabic-Indic digits by Persian ۰-۹, for the screen only. */
export function toPersianDigits(text: string | number | bigint): string {
  return String(text).replace(ASCII_OR_ARABIC_DIGIT, (digit) => String.fromCharCode(PERSIAN_ZERO + digitValue(digit)));
}

/** Replaces Arabic-Indic ٠-٩ by Persian ۰-۹, as stored free text does. */
export function arabicToPersianDigits(text: string): string {
  return text.replace(ARABIC_INDIC_DIGIT, (digit) => String.fromCharCode(PERSIAN_ZERO + digitValue(digit)));
}
