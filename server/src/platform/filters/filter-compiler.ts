import type { Principal } from '../access/principal.js';
import { scopePredicate, type Params } from '../access/scope-predicate.js';
import { normalizeKey } from '../persian/index.js';
import type { FieldDefinition } from '../records/field-definition.js';
import { FIELD_TYPES } from '../records/field-types.js';
import { recordTypes, type RecordType } from '../records/record-type.js';
import { searchColumn } from '../records/search-words.js';
import { fieldOf, fieldPath, onPath } from './field-path.js';
import { refuse, type FieldLeaf, type Filter, type Operator, type RelatedLeaf } from './filter-schema.js';
import { operand, range, wholeDay } from './operand.js';

const BY_COMPARE: Readonly<Record<string, readonly Operator[]>> = {
  text: ['eq', 'ne', 'lt', 'lte', 'gt', 'gte', 'in', 'nin', 'contains', 'startsWith', 'empty', 'notEmpty', 'between'],
  order: ['eq', 'ne', 'lt', 'lte', 'gt', 'gte', 'in', 'nin', 'empty', 'notEmpty', 'between', 'within'],
  equal: ['eq', 'ne', 'in', 'nin', 'empty', 'notEmpty'],
  set: ['contains', 'in', 'nin', 'empty', 'notEmpty'],
  none: ['empty', 'notEmpty'],
};

const SIGNS: Readonly<Partial<Record<Operator, string>>> = { lt: '<', lte: '<=', gt: '>', gte: '>=' };

/** Text for LIKE that finds `value` itself. */
export function likeText(value: string): string {
  return value.replace(/[\\%_]/g, (sign) => `\\${sign}`);
}

/**
 * Compiles the one filter language to a condition on `alias`. Identifiers come from the registry and values are bound:
 * no text of the caller becomes SQL. Fields that the caller may not read are unknown fields.
 */
export class FilterCompiler {
  constructor(
    private readonly principal: Principal,
    private readonly params: Params,
  ) {}

  compile(filter: Filter, type: RecordType, alias: string, path = 'filter'): string {
    if ('and' in filter) return this.group(filter.and, 'and', type, alias, `${path}.and`);
    if ('or' in filter) return this.group(filter.or, 'or', type, alias, `${path}.or`);
    if ('not' in filter) return `not coalesce(${this.compile(filter.not, type, alias, `${path}.not`)}, false)`;
    if ('related' in filter) return this.related(filter, type, alias, path);
    return onPath(
      type,
      alias,
      fieldPath(filter.field),
      this.principal,
      this.params,
      `${path}.field`,
      (field, owner, column) => this.leaf(filter, field, owner, column, path),
    );
  }

  private group(parts: readonly Filter[], word: 'and' | 'or', type: RecordType, alias: string, path: string): string {
    if (parts.length === 0) return word === 'and' ? 'true' : 'false';
    return `(${parts.map((part, i) => this.compile(part, type, alias, `${path}[${i}]`)).join(` ${word} `)})`;
  }

  private leaf(leaf: FieldLeaf, field: FieldDefinition, owner: RecordType, column: string, path: string): string {
    const { compare } = FIELD_TYPES[field.type];
    if (!BY_COMPARE[compare]?.includes(leaf.op))
      throw refuse(`${path}.op`, 'filter.operatorNotForField', { op: leaf.op, field: field.name });
    if (leaf.op === 'empty' || leaf.op === 'notEmpty') return this.emptiness(field, column, leaf.op === 'empty');
    if (leaf.op === 'within') {
      const { from, to } = range(field, leaf.value, path);
      return `(${column} >= ${this.bind(field, from)} and ${column} < ${this.bind(field, to)})`;
    }
    if (leaf.op === 'in' || leaf.op === 'nin') return this.oneOf(leaf, field, column, path);
    if (leaf.op === 'between') return this.between(leaf, field, column, path);
    if (compare === 'set')
      return `${column} @> array[${this.bind(field, operand(field, leaf.value, this.principal, path))}]`;
    if (leaf.op === 'contains' || leaf.op === 'startsWith') return this.like(leaf, field, owner, column, path);
    return this.comparison(leaf, field, column, path);
  }

  private comparison(leaf: FieldLeaf, field: FieldDefinition, column: string, path: string): string {
    if (leaf.value === null && (leaf.op === 'eq' || leaf.op === 'ne'))
      return this.emptiness(field, column, leaf.op === 'eq');
    const day = leaf.op === 'eq' || leaf.op === 'ne' ? wholeDay(field, leaf.value) : undefined;
    if (day) {
      const inside = `(${column} >= ${this.bind(field, day.from)} and ${column} < ${this.bind(field, day.to)})`;
      return leaf.op === 'eq' ? inside : `(${column} is null or not ${inside})`;
    }
    const value = this.bind(field, operand(field, leaf.value, this.principal, path));
    if (leaf.op === 'eq') return `${column} = ${value}`;
    if (leaf.op === 'ne') return `${column} is distinct from ${value}`;
    return `${column} ${SIGNS[leaf.op]} ${value}`;
  }

  private emptiness(field: FieldDefinition, column: string, empty: boolean): string {
    const set = FIELD_TYPES[field.type].compare === 'set';
    if (set) return empty ? `(${column} is null or ${column} = '{}')` : `(${column} is not null and ${column} <> '{}')`;
    return `${column} is ${empty ? '' : 'not '}null`;
  }

  private oneOf(leaf: FieldLeaf, field: FieldDefinition, column: string, path: string): string {
    if (!Array.isArray(leaf.value) || leaf.value.length > 1000) throw refuse(`${path}.value`, 'filter.notAList');
    const values = leaf.value.map((value) => operand(field, value, this.principal, path));
    const { compare, sql } = FIELD_TYPES[field.type];
    const list = this.params.add(values, compare === 'set' ? `::${sql}` : `::${sql.replace(/\(.*\)/, '')}[]`);
    const any = compare === 'set' ? `${column} && ${list}` : `${column} = any(${list})`;
    return leaf.op === 'in' ? any : `(${column} is null or not ${any})`;
  }

  private between(leaf: FieldLeaf, field: FieldDefinition, column: string, path: string): string {
    if (!Array.isArray(leaf.value) || leaf.value.length !== 2) throw refuse(`${path}.value`, 'filter.notAPair');
    const [low, high] = leaf.value as [unknown, unknown];
    const from = this.bind(field, operand(field, low, this.principal, path));
    const lastDay = wholeDay(field, high);
    if (lastDay) return `(${column} >= ${from} and ${column} < ${this.bind(field, lastDay.to)})`;
    return `(${column} >= ${from} and ${column} <= ${this.bind(field, operand(field, high, this.principal, path))})`;
  }

  private like(leaf: FieldLeaf, field: FieldDefinition, owner: RecordType, column: string, path: string): string {
    const value = operand(field, leaf.value, this.principal, path) as string;
    if (!field.search) {
      const pattern = `${leaf.op === 'contains' ? '%' : ''}${likeText(value.toLowerCase())}%`;
      return `lower(${column}) like ${this.params.add(pattern, '::text')}`;
    }
    const key = normalizeKey(value);
    if (key === '') return 'true';
    // The search column of the row has a trigram index; the field itself is checked on what that finds.
    const alias = column.slice(0, column.lastIndexOf('.'));
    const found = `${alias}.${searchColumn(field)} like ${this.params.add(`%${likeText(key)}%`, '::text')}`;
    const here = `fa_key(${column}) like ${this.params.add(`${leaf.op === 'contains' ? '%' : ''}${likeText(key)}%`, '::text')}`;
    return owner.fields.get(field.name)?.search ? `(${found} and ${here})` : here;
  }

  private related(leaf: RelatedLeaf, type: RecordType, alias: string, path: string): string {
    const relation = recordTypes
      .linksTo(type.name)
      .find(({ type: other }) => other.resource === leaf.related || other.name === leaf.related);
    if (!relation || !this.principal.may(relation.type.name, 'view'))
      throw refuse(`${path}.related`, 'filter.unknownRelation', { related: leaf.related });
    const inner = `${alias}_${relation.type.table}`;
    const parts = [`${inner}.${relation.field.column} = ${alias}.id`, `${inner}.deleted_at is null`];
    const scope = scopePredicate(relation.type, 'view', this.principal, inner, this.params);
    if (scope) parts.push(scope);
    if (leaf.where) parts.push(this.compile(leaf.where, relation.type, inner, `${path}.where`));
    const counted: FieldDefinition = { name: 'count', column: 'count', type: 'integer', fa: '', en: '' };
    const field =
      leaf.agg === 'count' ? counted : fieldOf(relation.type, leaf.field as string, this.principal, `${path}.field`);
    if (FIELD_TYPES[field.type].compare !== 'order')
      throw refuse(`${path}.field`, 'filter.notANumber', { field: leaf.field });
    const total = leaf.agg === 'count' ? 'count(*)' : `${leaf.agg}(${inner}.${field.column})`;
    const value = `(select ${total} from ${relation.type.table} ${inner} where ${parts.join(' and ')})`;
    return this.leaf({ field: field.name, op: leaf.op, value: leaf.value }, field, relation.type, value, path);
  }

  private bind(field: FieldDefinition, value: unknown): string {
    const { sql, compare } = FIELD_TYPES[field.type];
    const plain = sql.replace(/\(.*\)/, '');
    return this.params.add(value, `::${compare === 'set' ? plain.replace('[]', '') : plain}`);
  }
}
