import { Problem } from '../../errors/problem.js';
import type { FieldDefinition } from '../../records/field-definition.js';
import { recordTypes, type RecordType } from '../../records/record-type.js';
import { fieldPath } from '../../filters/field-path.js';
import { toFixedPoint } from './fixed.js';

/** Type of a value in a formula; amounts are numbers of Rial. */
export type ValueType = 'number' | 'text' | 'date' | 'instant' | 'boolean';

/** A formula as it is kept: a closed tree, never text that is run. */
export type Expression =
  | { readonly value: string | number | boolean }
  | { readonly field: string }
  | {
      readonly op: Operation;
      readonly args: readonly Expression[];
      /** Between the parts of `join`. */
      readonly separator?: string;
      /** Decimals of `round`. */
      readonly digits?: number;
    };

const OPERATIONS = [
  'add',
  'subtract',
  'multiply',
  'divide',
  'eq',
  'ne',
  'lt',
  'lte',
  'gt',
  'gte',
  'and',
  'or',
  'not',
  'if',
  'daysBetween',
  'addDays',
  'join',
  'coalesce',
  'min',
  'max',
  'round',
] as const;
export type Operation = (typeof OPERATIONS)[number];

const MOST_NODES = 200;
const MOST_DEPTH = 20;
const MOST_TEXT = 500;

/** A field that a formula reads: of the record itself, or of a record that it links to. */
export interface Source {
  /** Path as the formula names it. */
  readonly path: string;
  /** Link to go along; undefined for a field of the record itself. */
  readonly link?: FieldDefinition;
  readonly owner: RecordType;
  readonly field: FieldDefinition;
}

/** A formula that was checked. */
export interface Formula {
  readonly expression: Expression;
  readonly type: ValueType;
  readonly sources: readonly Source[];
}

function refuse(path: string, code: string, params?: Record<string, unknown>): Problem {
  return Problem.rule('formula.invalid', [{ path, code, params }]);
}

const TYPES: Readonly<Partial<Record<FieldDefinition['type'], ValueType>>> = {
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

/**
 * Checks a formula for a record type: its form, its size, the fields that it reads and the types of all its parts.
 * @throws Problem 422 `formula.invalid` with the path of the fault
 */
export function readFormula(input: unknown, type: RecordType): Formula {
  const reader = new Reader(type);
  const { expression, type: result } = reader.read(input, 'formula', 1);
  return { expression, type: result, sources: [...reader.sources.values()] };
}

/** The field behind a path; undefined when a formula can't read it. */
function sourceOf(type: RecordType, path: string): Source | undefined {
  const [first = '', second, ...rest] = fieldPath(path);
  if (rest.length > 0) return undefined;
  const link = second === undefined ? undefined : type.fields.get(`${first}Id`);
  const owner = second === undefined ? type : recordTypes.find(link?.type === 'link' ? (link.target ?? '') : '');
  const field = owner?.fields.get(second ?? first);
  if (!owner || !field || field.secret || field.writeOnly || field.virtual || !TYPES[field.type]) return undefined;
  // What is calculated there would have to be calculated first, along chains of records without an end.
  if (link && field.custom?.formula !== undefined) return undefined;
  return { path, link, owner, field };
}

interface Typed {
  readonly expression: Expression;
  readonly type: ValueType;
}

class Reader {
  readonly sources = new Map<string, Source>();
  private nodes = 0;

  constructor(private readonly type: RecordType) {}

  read(input: unknown, path: string, depth: number): Typed {
    this.nodes += 1;
    if (depth > MOST_DEPTH || this.nodes > MOST_NODES) throw refuse(path, 'formula.tooLarge', { max: MOST_NODES });
    if (typeof input !== 'object' || input === null || Array.isArray(input)) throw refuse(path, 'formula.form');
    const node = input as Record<string, unknown>;
    const allowed = 'op' in node ? ['op', 'args', 'separator', 'digits'] : ['value' in node ? 'value' : 'field'];
    if (Object.keys(node).some((key) => !allowed.includes(key))) throw refuse(path, 'formula.form');
    if ('op' in node) return this.operation(node, path, depth);
    return 'value' in node ? constant(node.value, path) : this.field(node.field, path);
  }

  private field(name: unknown, path: string): Typed {
    const source = typeof name === 'string' ? sourceOf(this.type, name) : undefined;
    if (!source) throw refuse(path, 'formula.unknownField', { field: String(name) });
    this.sources.set(source.path, source);
    return { expression: { field: source.path }, type: TYPES[source.field.type] as ValueType };
  }

  private operation(node: Record<string, unknown>, path: string, depth: number): Typed {
    const { op, args, separator, digits } = node;
    if (!OPERATIONS.includes(op as Operation)) throw refuse(`${path}.op`, 'formula.unknownOperation');
    if (!Array.isArray(args) || args.length === 0) throw refuse(`${path}.args`, 'formula.form');
    if (separator !== undefined && (op !== 'join' || typeof separator !== 'string' || separator.length > 20))
      throw refuse(`${path}.separator`, 'formula.form');
    if (digits !== undefined && (op !== 'round' || !Number.isInteger(digits) || Math.abs(digits as number) > 6))
      throw refuse(`${path}.digits`, 'formula.form');
    const parts = args.map((part: unknown, i) => this.read(part, `${path}.args[${i}]`, depth + 1));
    const type = resultOf(
      op as Operation,
      parts.map((part) => part.type),
      path,
    );
    const expression: Expression = {
      op: op as Operation,
      args: parts.map((part) => part.expression),
      ...(separator !== undefined && { separator: separator as string }),
      ...(digits !== undefined && { digits: digits as number }),
    };
    return { expression, type };
  }
}

function constant(value: unknown, path: string): Typed {
  if (typeof value === 'boolean') return { expression: { value }, type: 'boolean' };
  if (typeof value === 'number' && toFixedPoint(value) !== undefined) return { expression: { value }, type: 'number' };
  if (typeof value === 'string' && value.length <= MOST_TEXT)
    return { expression: { value }, type: /^\d{4}-\d{2}-\d{2}$/.test(value) ? 'date' : 'text' };
  throw refuse(path, 'formula.form');
}

/** Type of the result of an operation on parts of these types. */
function resultOf(op: Operation, types: readonly ValueType[], path: string): ValueType {
  const [first, second, third] = types as [ValueType, ValueType?, ValueType?];
  const fits = (ok: boolean, type: ValueType): ValueType => {
    if (!ok) throw refuse(path, 'formula.types', { op });
    return type;
  };
  const all = (type: ValueType) => types.every((one) => one === type);
  const alike = types.every((one) => one === first);
  switch (op) {
    case 'add':
    case 'multiply':
      return fits(all('number'), 'number');
    case 'subtract':
    case 'divide':
      return fits(all('number') && types.length === 2, 'number');
    case 'eq':
    case 'ne':
      return fits(alike && types.length === 2, 'boolean');
    case 'lt':
    case 'lte':
    case 'gt':
    case 'gte':
      return fits(alike && types.length === 2 && first !== 'boolean' && first !== 'text', 'boolean');
    case 'and':
    case 'or':
      return fits(all('boolean'), 'boolean');
    case 'not':
      return fits(first === 'boolean' && types.length === 1, 'boolean');
    case 'if':
      return fits(types.length === 3 && first === 'boolean' && second === third, second ?? 'text');
    case 'daysBetween':
      return fits(types.length === 2 && types.every((one) => one === 'date' || one === 'instant'), 'number');
    case 'addDays':
      return fits(types.length === 2 && first === 'date' && second === 'number', 'date');
    case 'join':
      return 'text';
    case 'coalesce':
      return fits(alike, first);
    case 'min':
    case 'max':
      return fits(alike && (first === 'number' || first === 'date' || first === 'instant'), first);
    case 'round':
      return fits(first === 'number' && types.length === 1, 'number');
  }
}
