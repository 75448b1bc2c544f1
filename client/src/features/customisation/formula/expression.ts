import type { FieldInfo, FieldType } from '~/api/record-types';

/** Type of a value in a formula; amounts are numbers of Rial. */
export type ValueType = 'number' | 'text' | 'date' | 'instant' | 'boolean';

/** Everything that a formula can do, in the order of its menu. */
export const OPERATIONS = [
  'add',
  'subtract',
  'multiply',
  'divide',
  'round',
  'min',
  'max',
  'if',
  'eq',
  'ne',
  'gt',
  'gte',
  'lt',
  'lte',
  'and',
  'or',
  'not',
  'daysBetween',
  'addDays',
  'join',
  'coalesce',
] as const;
export type Operation = (typeof OPERATIONS)[number];

/** A formula as it is kept (docs/decisions/0008-customisation.md): a closed tree, never text that is run. */
export type Expression =
  | { value: string | number | boolean }
  | { field: string }
  | { op: Operation; args: Expression[]; separator?: string; digits?: number };

/** A formula while it is put together: null is a part that is still to be chosen. */
export type DraftExpression = null | { value: string | number | boolean } | { field: string } | DraftOperation;
export interface DraftOperation {
  op: Operation;
  args: DraftExpression[];
  separator?: string;
  digits?: number;
}

export const ALL_TYPES: readonly ValueType[] = ['number', 'text', 'date', 'instant', 'boolean'];
const RANKED: readonly ValueType[] = ['number', 'date', 'instant'];
const DAYS: readonly ValueType[] = ['date', 'instant'];

const TYPES: Readonly<Partial<Record<FieldType, ValueType>>> = {
  text: 'text',
  phone: 'text',
  email: 'text',
  url: 'text',
  nationalId: 'text',
  legalId: 'text',
  postalCode: 'text',
  choice: 'text',
  integer: 'number',
  decimal: 'number',
  percent: 'number',
  money: 'number',
  date: 'date',
  instant: 'instant',
  boolean: 'boolean',
};

/** Type that a field's values have in a formula; undefined for those that no formula can read. */
export function typeOfField(field: FieldInfo | undefined): ValueType | undefined {
  return field && TYPES[field.type];
}

/** Numbers of parts that an operation takes. */
export function partsOf(op: Operation): { least: number; most: number } {
  if (op === 'not' || op === 'round') return { least: 1, most: 1 };
  if (op === 'if') return { least: 3, most: 3 };
  if (['add', 'multiply', 'and', 'or', 'join', 'coalesce', 'min', 'max'].includes(op)) return { least: 2, most: 20 };
  return { least: 2, most: 2 };
}

/** Types that the result of an operation can have. */
export function resultsOf(op: Operation): readonly ValueType[] {
  switch (op) {
    case 'add':
    case 'subtract':
    case 'multiply':
    case 'divide':
    case 'round':
    case 'daysBetween':
      return ['number'];
    case 'min':
    case 'max':
      return RANKED;
    case 'if':
    case 'coalesce':
      return ALL_TYPES;
    case 'addDays':
      return ['date'];
    case 'join':
      return ['text'];
    default:
      return ['boolean'];
  }
}

/** An operation with all of its parts still to be chosen. */
export function newOperation(op: Operation, first: DraftExpression = null): DraftOperation {
  const args: DraftExpression[] = Array.from({ length: partsOf(op).least }, () => null);
  // A condition stands before what it chooses between.
  args[op === 'if' ? 1 : 0] = first;
  return { op, args, ...(op === 'join' ? { separator: ' ' } : {}), ...(op === 'round' ? { digits: 0 } : {}) };
}

export type FieldLookup = (path: string) => FieldInfo | undefined;

/** Type of a formula as far as it is put together; undefined where that is not known yet. */
export function typeOf(expression: DraftExpression, find: FieldLookup): ValueType | undefined {
  if (expression === null) return undefined;
  if ('field' in expression) return typeOfField(find(expression.field));
  if ('op' in expression) {
    const [only, ...others] = resultsOf(expression.op);
    if (others.length === 0) return only;
    return shared(expression.op === 'if' ? expression.args.slice(1) : expression.args, find);
  }
  const { value } = expression;
  if (typeof value === 'number') return 'number';
  if (typeof value === 'boolean') return 'boolean';
  return /^\d{4}-\d{2}-\d{2}$/.test(value) ? 'date' : 'text';
}

function shared(parts: readonly DraftExpression[], find: FieldLookup): ValueType | undefined {
  return parts.map((part) => typeOf(part, find)).find((type) => type !== undefined);
}

/**
 * Types that one part of an operation may have: those that the operation takes, and where its parts must be alike, the one
 * that another part has already.
 *
 * @param wanted what the result of the whole operation may be
 */
export function wantedOf(
  expression: DraftOperation,
  at: number,
  wanted: readonly ValueType[],
  find: FieldLookup,
): readonly ValueType[] {
  const others = expression.args.filter((_, index) => index !== at);
  const alike = (types: readonly ValueType[], parts = others): readonly ValueType[] => {
    const type = shared(parts, find);
    return type === undefined ? types : types.filter((one) => one === type);
  };
  switch (expression.op) {
    case 'eq':
    case 'ne':
      return alike(ALL_TYPES);
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte':
      return alike(RANKED);
    case 'and':
    case 'or':
    case 'not':
      return ['boolean'];
    case 'if':
      return at === 0
        ? ['boolean']
        : alike(
            wanted,
            expression.args.filter((_, index) => index > 0 && index !== at),
          );
    case 'daysBetween':
      return DAYS;
    case 'addDays':
      return at === 0 ? ['date'] : ['number'];
    case 'join':
      return ALL_TYPES;
    case 'coalesce':
      return alike(wanted);
    case 'min':
    case 'max':
      return alike(RANKED.filter((type) => wanted.includes(type)));
    default:
      return ['number'];
  }
}

/** Number of parts that are still to be chosen, or that do not fit where they stand. */
export function countFaults(expression: DraftExpression, wanted: readonly ValueType[], find: FieldLookup): number {
  if (expression === null) return 1;
  const type = typeOf(expression, find);
  const own = type !== undefined && !wanted.includes(type) ? 1 : 0;
  if ('field' in expression) return type === undefined ? 1 : own;
  if (!('op' in expression)) return own;
  return expression.args.reduce<number>(
    (sum, part, at) => sum + countFaults(part, wantedOf(expression, at, wanted, find), find),
    own,
  );
}

/** Paths of the fields that a formula reads. */
export function fieldsOf(expression: DraftExpression): string[] {
  if (expression === null) return [];
  if ('field' in expression) return [expression.field];
  return 'op' in expression ? expression.args.flatMap(fieldsOf) : [];
}
