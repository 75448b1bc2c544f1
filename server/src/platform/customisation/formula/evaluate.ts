import { addDays, tehranDate } from '../../persian/index.js';
import type { Expression } from './expression.js';
import { divide, type Fixed, fixedText, fromInteger, multiply, round, toFixedPoint } from './fixed.js';

/** A value of a formula while it is calculated: numbers are fixed-point, days and instants ISO texts; null is "not known". */
export type Value = Fixed | string | boolean | null;

const DAY_MS = 86_400_000;
const JOINED_DECIMALS = 4;

/**
 * Calculates a checked formula. What is not known stays unknown, but for `coalesce`, `join` and a condition that is not
 * known (then the second way is taken).
 *
 * @param read the value of a field, as its column keeps it
 */
export function evaluate(expression: Expression, read: (path: string) => unknown): Value {
  if ('value' in expression) return valueOf(expression.value);
  if ('field' in expression) return valueOf(read(expression.field));
  const { op, args } = expression;
  const at = (i: number): Value => evaluate(args[i] as Expression, read);
  switch (op) {
    case 'if':
      return at(0) === true ? at(1) : at(2);
    case 'coalesce':
      return args.reduce<Value>((found, part) => found ?? evaluate(part, read), null);
    case 'join':
      return joined(
        args.map((part) => evaluate(part, read)),
        expression.separator ?? '',
      );
    case 'and':
      return args.every((part) => evaluate(part, read) === true);
    case 'or':
      return args.some((part) => evaluate(part, read) === true);
    case 'not':
      return at(0) !== true;
    default: {
      const values = args.map((part) => evaluate(part, read));
      return values.includes(null) ? null : onKnown(expression, values as NonNullable<Value>[]);
    }
  }
}

function valueOf(value: unknown): Value {
  if (value === null || value === undefined) return null;
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return toFixedPoint(value) ?? null;
  return typeof value === 'bigint' ? value : String(value);
}

function joined(values: readonly Value[], separator: string): string | null {
  const parts = values
    .filter((value) => value !== null && value !== '')
    .map((value) => (typeof value === 'bigint' ? fixedText(value, JOINED_DECIMALS) : String(value)));
  return parts.length === 0 ? null : parts.join(separator);
}

function onKnown(expression: Extract<Expression, { op: unknown }>, values: NonNullable<Value>[]): Value {
  const numbers = values as bigint[];
  const [a, b] = values as [NonNullable<Value>, NonNullable<Value>];
  switch (expression.op) {
    case 'add':
      return numbers.reduce((sum, value) => sum + value);
    case 'multiply':
      return numbers.reduce(multiply);
    case 'subtract':
      return (a as bigint) - (b as bigint);
    case 'divide':
      return divide(a as bigint, b as bigint) ?? null;
    case 'eq':
      return a === b;
    case 'ne':
      return a !== b;
    case 'lt':
      return a < b;
    case 'lte':
      return a <= b;
    case 'gt':
      return a > b;
    case 'gte':
      return a >= b;
    case 'min':
      return values.reduce((least, value) => (value < least ? value : least));
    case 'max':
      return values.reduce((most, value) => (value > most ? value : most));
    case 'round':
      return round(a as bigint, expression.digits ?? 0);
    case 'daysBetween':
      return fromInteger(Math.round((dayOf(b) - dayOf(a)) / DAY_MS));
    case 'addDays':
      return addDays(String(a), Number(fixedText(b as bigint, 0)));
    default:
      return null;
  }
}

/** Midnight of a day, or of the day in Tehran that an instant lies in. */
function dayOf(value: NonNullable<Value>): number {
  const text = String(value);
  return Date.parse(`${text.length > 10 ? tehranDate(new Date(text)) : text}T00:00:00Z`);
}
