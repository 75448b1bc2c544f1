/** Digits and separators of a formatted number: Persian (۱٬۲۳۴٫۵) or English (1,234.5). */
export type NumberLocale = 'fa' | 'en';

export interface NumberOptions {
  locale?: NumberLocale;
  minimumFractionDigits?: number;
  /** Default 3; the rest is rounded half away from zero. */
  maximumFractionDigits?: number;
  /** Thousands separators; default true. */
  grouping?: boolean;
}

const formatters = new Map<string, Intl.NumberFormat>();

/** A number for people. A decimal string is formatted exactly, whatever its length. */
export function formatNumber(value: number | bigint | string, options: NumberOptions = {}): string {
  const { locale = 'fa', minimumFractionDigits, maximumFractionDigits = 3, grouping = true } = options;
  const key = `${locale}/${minimumFractionDigits}/${maximumFractionDigits}/${grouping}`;
  let formatter = formatters.get(key);
  if (formatter === undefined) {
    formatter = new Intl.NumberFormat(locale === 'fa' ? 'fa-IR' : 'en-US', {
      minimumFractionDigits,
      maximumFractionDigits: Math.max(maximumFractionDigits, minimumFractionDigits ?? 0),
      useGrouping: grouping,
    });
    formatters.set(key, formatter);
  }
  return formatter.format(value as Intl.StringNumericLiteral);
}

/** «۱۲٫۵٪» from 12.5: percentages are kept as 0..100. */
export function formatPercent(value: number | string, options: NumberOptions = {}): string {
  const number = formatNumber(value, { maximumFractionDigits: 1, ...options });
  return `${number}${options.locale === 'en' ? '%' : '٪'}`;
}
