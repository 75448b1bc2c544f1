import { shiftDecimal, roundDecimal } from './decimal.js';
import { formatNumber, type NumberLocale } from './format-number.js';
import type { MoneyUnit } from './parse-number.js';
import { SCALE_NAMES } from './scales.js';

/** An amount as stored and sent: whole Rial (ریال جاری), a decimal string or a BigInt; never a float. */
export type RialAmount = string | bigint;

const UNIT_NAMES = { fa: { IRR: 'ریال', IRT: 'تومان' }, en: { IRR: 'Rial', IRT: 'Toman' } } as const;
const COMPACT_SUFFIXES = ['', 'K', 'M', 'B', 'T', 'Q', 'QQ'] as const;
const LARGEST_SCALE = 4;

/** «ریال» or «تومان». */
export function moneyUnitName(unit: MoneyUnit, locale: NumberLocale = 'fa'): string {
  return UNIT_NAMES[locale][unit];
}

/** The stored amount in the shown unit, as a decimal string: 125 Rial are `12.5` Toman. */
export function inMoneyUnit(amount: RialAmount, unit: MoneyUnit): string {
  return shiftDecimal(String(BigInt(amount)), unit === 'IRT' ? -1 : 0);
}

function compactNumber(value: string, locale: NumberLocale): string {
  const magnitude = value.replace('-', '').split('.')[0]?.length ?? 1;
  let scale = Math.min(Math.floor((magnitude - 1) / 3), LARGEST_SCALE);
  let rounded = roundDecimal(shiftDecimal(value, -3 * scale), 1);
  // 999,950,000 rounds to 1000.0 million: say one billion.
  if (scale < LARGEST_SCALE && /^-?1000(\.|$)/.test(rounded)) {
    scale += 1;
    rounded = shiftDecimal(rounded, -3);
  }
  const number = formatNumber(rounded, { locale, maximumFractionDigits: 1 });
  if (scale === 0) return number;
  return locale === 'fa' ? `${number} ${SCALE_NAMES[scale]}` : `${number}${COMPACT_SUFFIXES[scale]}`;
}

/**
 * An amount with its unit, always: «۱۲٬۵۰۰٬۰۰۰ ریال», «۱٬۲۵۰٬۰۰۰ تومان»; compact for cards: «۲٫۵ میلیارد تومان».
 * @param amount whole Rial
 */
export function formatMoney(
  amount: RialAmount,
  unit: MoneyUnit,
  options: { compact?: boolean; locale?: NumberLocale } = {},
): string {
  const { compact = false, locale = 'fa' } = options;
  const value = inMoneyUnit(amount, unit);
  const number = compact ? compactNumber(value, locale) : formatNumber(value, { locale, maximumFractionDigits: 1 });
  return `${number} ${moneyUnitName(unit, locale)}`;
}
