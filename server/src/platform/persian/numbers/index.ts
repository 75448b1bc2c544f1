export { canonicalDecimal, type DecimalString, roundDecimal, shiftDecimal } from './decimal.js';
export { formatNumber, formatPercent, type NumberLocale, type NumberOptions } from './format-number.js';
export { amountInWords, formatMoney, inMoneyUnit, moneyUnitName, parseMoney, type RialAmount } from './money.js';
export { type MoneyUnit, parseNumber, parseTypedNumber, type TypedNumber } from './parse-number.js';
export { type SmsSize, smsSize } from './sms-parts.js';
export { numberInWords, type WordStyle } from './words.js';
