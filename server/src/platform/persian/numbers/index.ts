export { amountInWords } from './amount-in-words.js';
export { canonicalDecimal, type DecimalString, roundDecimal, shiftDecimal } from './decimal.js';
export { formatNumber, formatPercent, type NumberLocale, type NumberOptions } from './format-number.js';
export { formatMoney, inMoneyUnit, moneyUnitName, type RialAmount } from './money.js';
export { parseMoney } from './parse-money.js';
export { type MoneyUnit, parseNumber, parseTypedNumber, type TypedNumber } from './parse-number.js';
export { type SmsSize, smsSize } from './sms-parts.js';
export { numberInWords, type WordStyle } from './words.js';
