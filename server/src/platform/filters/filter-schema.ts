import { Problem, type Fault } from '../errors/problem.js';

/** Operators of a leaf, as in docs/integration: "The filter language". */
export const OPERATORS = [
  'eq',
  'ne',
  'lt',
  'lte',
  'gt',
  'gte',
  'in',
  'nin',
  'contains',
  'startsWith',
  'empty',
  'notEmpty',
  'between',
  'within',
] as const;
export type Operator = (typeof OPERATORS)[number];

export interface FieldLeaf {
  readonly field: string;
  readonly op: Operator;
  readonly value?: unknown;
}

export const AGGREGATES = ['count', 'sum', 'avg', 'min', 'max'] as const;

export interface RelatedLeaf {
  readonly related: string;
  readonly agg: (typeof AGGREGATES)[number];
  readonly field?: string;
  readonly op: Operator;
  readonly value?: unknown;
  readonly where?: Filter;
}

export type Filter =
  | { readonly and: readonly Filter[] }
  | { readonly or: readonly Filter[] }
  | { readonly not: Filter }
  | FieldLeaf
  | RelatedLeaf;

const MAX_DEPTH = 20;
const MAX_LEAVES = 200;
const MAX_CHARACTERS = 100_000;

class Reader {
  private leaves = 0;

  read(value: unknown, path: string, depth: number): Filter {
    if (depth > MAX_DEPTH) throw refuse(path, 'filter.tooDeep', { max: MAX_DEPTH });
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw refuse(path, 'filter.notAnObject');
    const node = value as Record<string, unknown>;
    const keys = Object.keys(node);
    if (keys.length === 1 && (keys[0] === 'and' || keys[0] === 'or')) {
      const key = keys[0];
      const parts = node[key];
      if (!Array.isArray(parts)) throw refuse(`${path}.${key}`, 'filter.notAList');
      const read = parts.map((part, i) => this.read(part, `${path}.${key}[${i}]`, depth + 1));
      return key === 'and' ? { and: read } : { or: read };
    }
    if (keys.length === 1 && keys[0] === 'not') return { not: this.read(node.not, `${path}.not`, depth + 1) };
    return this.leaf(node, path, depth);
  }

  private leaf(node: Record<string, unknown>, path: string, depth: number): Filter {
    this.leaves += 1;
    if (this.leaves > MAX_LEAVES) throw refuse(path, 'filter.tooManyLeaves', { max: MAX_LEAVES });
    const related = 'related' in node;
    const allowed = related ? ['related', 'agg', 'field', 'op', 'value', 'where'] : ['field', 'op', 'value'];
    const unknown = Object.keys(node).find((key) => !allowed.includes(key));
    if (unknown !== undefined) throw refuse(`${path}.${unknown}`, 'filter.unknownKey', { key: unknown });
    if (!OPERATORS.includes(node.op as Operator)) throw refuse(`${path}.op`, 'filter.unknownOperator', { op: node.op });
    if (!related) {
      if (typeof node.field !== 'string') throw refuse(`${path}.field`, 'filter.fieldMissing');
      return { field: node.field, op: node.op as Operator, value: node.value };
    }
    if (typeof node.related !== 'string') throw refuse(`${path}.related`, 'filter.unknownRelation');
    if (!AGGREGATES.includes(node.agg as 'count')) throw refuse(`${path}.agg`, 'filter.unknownAggregate');
    if (node.agg !== 'count' && typeof node.field !== 'string') throw refuse(`${path}.field`, 'filter.fieldMissing');
    return {
      related: node.related,
      agg: node.agg as 'count',
      field: node.field as string | undefined,
      op: node.op as Operator,
      value: node.value,
      where: node.where === undefined ? undefined : this.read(node.where, `${path}.where`, depth + 1),
    };
  }
}

/** A refusal that names the place in the filter. */
export function refuse(path: string, code: string, params?: Record<string, unknown>): Problem {
  const fault: Fault = { path, code, params };
  return Problem.invalid('filter.invalid', [fault]);
}

/**
 * Reads a filter from outside: JSON text or an object.
 * @throws Problem 400 `filter.invalid` with the path of the fault
 */
export function readFilter(input: unknown): Filter | undefined {
  if (input === undefined || input === null || input === '') return undefined;
  let value = input;
  if (typeof input === 'string') {
    if (input.length > MAX_CHARACTERS) throw refuse('filter', 'filter.tooLong', { max: MAX_CHARACTERS });
    try {
      value = JSON.parse(input);
    } catch {
      throw refuse('filter', 'filter.notJson');
    }
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === 0)
    return undefined;
  return new Reader().read(value, 'filter', 1);
}
