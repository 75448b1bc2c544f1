import { clock } from '../context/clock.js';
import type { Principal } from '../access/principal.js';
import type { About } from '../records/about.js';
import type { FieldDefinition } from '../records/field-definition.js';
import { FieldFault } from '../records/field-fault.js';
import { FIELD_TYPES, isUuid, parseInstant, parseIsoDate } from '../records/field-types.js';
import { addDays, fromTehran, type Period, PERIODS, tehranDate, toAsciiDigits } from '../persian/index.js';
import { refuse } from './filter-schema.js';
import { isSpan, periodDays, shiftDay, shiftNow } from './relative-value.js';

const dayOnly = /^\d{4}-\d{2}-\d{2}$/;

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads one value of a filter for `field` into what is bound to the statement. */
export function operand(field: FieldDefinition, value: unknown, principal: Principal, path: string): unknown {
  try {
    if (isObject(value)) return special(field, value, principal);
    if (value === null || value === undefined) throw new FieldFault('filter.valueMissing');
    switch (field.type) {
      case 'money':
        if (
          (typeof value !== 'string' && typeof value !== 'number') ||
          !/^-?\d{1,18}$/.test(toAsciiDigits(String(value)))
        )
          throw new FieldFault('money.invalid');
        return toAsciiDigits(String(value));
      case 'date':
        return parseIsoDate(value);
      case 'instant':
        return typeof value === 'string' && dayOnly.test(value)
          ? fromTehran(parseIsoDate(value)).toISOString()
          : parseInstant(value);
      case 'link':
      case 'links':
      case 'about':
        if (!isUuid(value)) throw new FieldFault('field.notId');
        return value.toLowerCase();
      case 'tags':
      case 'text':
      case 'longText':
        if (typeof value !== 'string' || value.length > 1000) throw new FieldFault('field.notText');
        return FIELD_TYPES.text.parse(value, { ...field, max: 1000 }) ?? '';
      case 'phone':
      case 'email':
      case 'url':
      case 'nationalId':
      case 'legalId':
      case 'postalCode':
        if (typeof value !== 'string' || value.length > 1000) throw new FieldFault('field.notText');
        return FIELD_TYPES.text.parse(toAsciiDigits(value), { ...field, max: 1000 }) ?? '';
      case 'multiChoice':
        return FIELD_TYPES.choice.parse(value, field);
      default:
        return FIELD_TYPES[field.type].parse(value, field);
    }
  } catch (error) {
    if (error instanceof FieldFault) throw refuse(`${path}.value`, error.code, error.params);
    throw error;
  }
}

function special(field: FieldDefinition, value: Record<string, unknown>, principal: Principal): unknown {
  const [key, extra] = Object.keys(value);
  if (extra !== undefined && field.type !== 'about') throw new FieldFault('filter.badValue');
  if (key === 'me' && value.me === true && (field.type === 'link' || field.type === 'links')) return principal.userId;
  if ((key === 'ago' || key === 'in') && isSpan(value[key])) {
    const sign = key === 'ago' ? -1 : 1;
    if (field.type === 'date') return shiftDay(tehranDate(clock.now()), value[key], sign);
    if (field.type === 'instant') return shiftNow(value[key], sign).toISOString();
  }
  if (field.type === 'about') return (FIELD_TYPES.about.parse(value, field) as About).id;
  if (field.type === 'money' && 'amount' in value) return FIELD_TYPES.money.parse(value, field);
  throw new FieldFault('filter.badValue');
}

/** Half-open range that `within` or `eq` on a day means for a date or an instant. */
export function range(field: FieldDefinition, value: unknown, path: string): { from: string; to: string } {
  const fault = (): never => {
    throw refuse(`${path}.value`, 'filter.badPeriod', { periods: PERIODS.join(', ') });
  };
  if (field.type !== 'date' && field.type !== 'instant') return fault();
  if (isObject(value)) {
    const today = tehranDate(clock.now());
    if (PERIODS.includes(value.period as Period)) return atField(field, periodDays(value.period as Period));
    if (isSpan(value.ago))
      return field.type === 'date'
        ? { from: shiftDay(today, value.ago, -1), to: addDays(today, 1) }
        : { from: shiftNow(value.ago, -1).toISOString(), to: clock.now().toISOString() };
    if (isSpan(value.in))
      return field.type === 'date'
        ? { from: today, to: addDays(shiftDay(today, value.in, 1), 1) }
        : { from: clock.now().toISOString(), to: shiftNow(value.in, 1).toISOString() };
  }
  return fault();
}

/** The instants of one day in Tehran, when `value` names a day and `field` holds instants. */
export function wholeDay(field: FieldDefinition, value: unknown): { from: string; to: string } | undefined {
  if (field.type !== 'instant' || typeof value !== 'string' || !dayOnly.test(value)) return undefined;
  return atField(field, { from: value, to: addDays(value, 1) });
}

function atField(field: FieldDefinition, days: { from: string; to: string }): { from: string; to: string } {
  if (field.type === 'date') return days;
  return { from: fromTehran(days.from).toISOString(), to: fromTehran(days.to).toISOString() };
}
