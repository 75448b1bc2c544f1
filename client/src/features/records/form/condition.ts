import { normalizeKey } from '@peyvand/server/persian';
import { type Filter, type FilterLeaf, isFilter, isLeaf } from '~/api/filter';
import type { FieldInfo } from '~/api/record-types';

type Values = Readonly<Record<string, unknown>>;

/** What a condition is looked at with. */
interface Ground {
  fields: readonly FieldInfo[];
  values: Values;
  /** Id of the signed-in user, for `{"me": true}`. */
  userId: string | undefined;
}

/** The condition asks for something that only the server can tell, such as a named period. */
const UNKNOWN = undefined;
type Answer = boolean | typeof UNKNOWN;

/**
 * Whether what stands in a form meets a condition of the filter language about the record itself; the server judges what is
 * saved. What cannot be told here counts as met: a field too many on screen does no harm, one too few can't be filled.
 */
export function meets(filter: Filter, ground: Ground): boolean {
  return answerOf(filter, ground) ?? true;
}

/** Whether a form shows a field while it holds these values. */
export function isVisible(field: FieldInfo, ground: Ground): boolean {
  const condition = field.custom?.visibleWhen;
  return !isFilter(condition) || meets(condition, ground);
}

function answerOf(filter: Filter, ground: Ground): Answer {
  if (isLeaf(filter)) return leafHolds(filter, ground);
  if ('and' in filter) return every(filter.and.map((part) => answerOf(part, ground)));
  if ('or' in filter) return negated(every(filter.or.map((part) => negated(answerOf(part, ground)))));
  return negated(answerOf(filter.not, ground));
}

/** False as soon as one is; unknown when one of the rest is. */
function every(answers: readonly Answer[]): Answer {
  if (answers.includes(false)) return false;
  return answers.includes(UNKNOWN) ? UNKNOWN : true;
}

function negated(answer: Answer): Answer {
  return answer === UNKNOWN ? UNKNOWN : !answer;
}

function leafHolds(leaf: FilterLeaf, { fields, values, userId }: Ground): Answer {
  const field = fields.find(({ name }) => name === leaf.field);
  // A field that the reader does not get; one that is gone meanwhile is taken out of the condition by the server.
  if (!field || leaf.related) return UNKNOWN;
  const value = values[field.name];
  const isEmpty = value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
  const { op, value: wanted } = leaf;
  if (op === 'empty' || (op === 'eq' && wanted === null)) return isEmpty;
  if (op === 'notEmpty' || (op === 'ne' && wanted === null)) return !isEmpty;
  if (op === 'within') return isEmpty ? false : UNKNOWN;

  const own = isEmpty ? [] : (Array.isArray(value) ? value : [value]).map((one) => comparable(field, one));
  const asked = (Array.isArray(wanted) ? wanted : [wanted]).map((one) => comparable(field, operand(one, userId)));
  if (own.includes(UNKNOWN) || asked.includes(UNKNOWN)) return UNKNOWN;
  const [left] = own;
  const [first, last] = asked;
  switch (op) {
    case 'eq':
    case 'in':
      return own.some((one) => asked.includes(one));
    case 'ne':
    case 'nin':
      return !own.some((one) => asked.includes(one));
    case 'contains':
    case 'startsWith':
      return left !== undefined && first !== undefined && isLike(op, field, String(left), String(first));
    default:
      if (left === undefined || first === undefined) return false;
      if (op === 'between') return last !== undefined && left >= first && left <= last;
      if (op === 'lt') return left < first;
      if (op === 'lte') return left <= first;
      return op === 'gt' ? left > first : left >= first;
  }
}

/** The operand itself; `{"me": true}` is the reader. Spans and periods are for the server. */
function operand(wanted: unknown, userId: string | undefined): unknown {
  if (typeof wanted !== 'object' || wanted === null || 'amount' in wanted) return wanted;
  return 'me' in wanted ? userId : UNKNOWN;
}

function isLike(op: 'contains' | 'startsWith', field: FieldInfo, value: string, wanted: string): boolean {
  const [text, part] = field.searchable
    ? [normalizeKey(value), normalizeKey(wanted)]
    : [value.toLowerCase(), wanted.toLowerCase()];
  return op === 'contains' ? text.includes(part) : text.startsWith(part);
}

/** A value in a form that compares as the column does: amounts exactly. A day asked of an instant is for the server. */
function comparable(field: FieldInfo, value: unknown): string | number | bigint | boolean | undefined {
  switch (field.type) {
    case 'money': {
      const amount = typeof value === 'object' && value !== null && 'amount' in value ? value.amount : value;
      return /^-?\d+$/.test(String(amount)) ? BigInt(String(amount)) : UNKNOWN;
    }
    case 'integer':
    case 'decimal':
    case 'percent':
      return value === '' || Number.isNaN(Number(value)) ? UNKNOWN : Number(value);
    case 'instant':
      return typeof value === 'string' && value.includes('T') ? Date.parse(value) : UNKNOWN;
    default:
      return typeof value === 'string' || typeof value === 'boolean' ? value : UNKNOWN;
  }
}
