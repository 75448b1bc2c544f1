import type { UnitOfWork } from '../../database/unit-of-work.js';
import type { FieldDefinition } from '../../records/field-definition.js';
import type { RecordValues } from '../../records/record-rules.js';
import { evaluate, type Value } from './evaluate.js';
import type { Formula } from './expression.js';
import { fixedText, toFixedPoint } from './fixed.js';

/** A field whose value is calculated. */
export interface CalculatedField {
  readonly field: FieldDefinition;
  readonly formula: Formula;
}

const WHY = 'calculated field';
const DECIMALS: Readonly<Partial<Record<FieldDefinition['type'], number>>> = { decimal: 4, percent: 2, money: 0 };
/** Beyond it the column has no room; such a value is not known. */
const LIMITS: Readonly<Partial<Record<FieldDefinition['type'], bigint>>> = {
  decimal: 10n ** 15n,
  percent: 1_000n,
  money: 9n * 10n ** 18n,
};
const MOST_TEXT = 500;

/**
 * Calculates the fields of a record in their order, each with what the ones before it gave. Linked records are read in the
 * name of the server: what is stored must not hang on who happened to save it.
 */
export async function calculate(
  uow: UnitOfWork,
  fields: readonly CalculatedField[],
  values: RecordValues,
): Promise<void> {
  if (fields.length === 0) return;
  const linked = await linkedValues(uow, fields, values);
  for (const { field, formula } of fields) {
    const own = new Map(formula.sources.filter(({ link }) => !link).map((source) => [source.path, source.field]));
    const result = evaluate(formula.expression, (path) => {
      const source = own.get(path);
      return source ? raw(source, values[source.name]) : linked.get(path);
    });
    values[field.name] = columnValue(field, result);
  }
}

/** A column value as formulas take it: every number exactly. */
function raw(field: FieldDefinition, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  const isNumber = ['integer', 'decimal', 'percent', 'money'].includes(field.type);
  return isNumber ? (toFixedPoint(typeof value === 'number' ? value : String(value)) ?? null) : value;
}

function columnValue(field: FieldDefinition, value: Value): unknown {
  if (typeof value !== 'bigint') return typeof value === 'string' ? value.slice(0, MOST_TEXT) || null : value;
  const text = fixedText(value, DECIMALS[field.type] ?? 0);
  const limit = LIMITS[field.type];
  const whole = BigInt(text.split('.')[0] as string);
  if (limit !== undefined && (whole >= limit || whole <= -limit)) return null;
  return field.type === 'money' ? text : Number(text);
}

/** Values of the records that the sources lead to, by path: one statement for each link. */
async function linkedValues(
  uow: UnitOfWork,
  fields: readonly CalculatedField[],
  values: Readonly<RecordValues>,
): Promise<Map<string, unknown>> {
  const found = new Map<string, unknown>();
  const sources = fields.flatMap(({ formula }) => formula.sources).filter(({ link }) => link !== undefined);
  for (const link of new Set(sources.map((source) => source.link as FieldDefinition))) {
    const through = sources.filter((source) => source.link === link);
    const id = values[link.name];
    const owner = through[0]?.owner;
    if (!owner || id === null || id === undefined) continue;
    const columns = through.map(({ field }, i) => `t.${field.column} as v${i}`).join(', ');
    const row = await uow.elevated(WHY, () => uow.one(`select ${columns} from ${owner.table} t where t.id = $1`, [id]));
    for (const [i, { path, field }] of through.entries()) found.set(path, raw(field, row?.[`v${i}`]));
  }
  return found;
}

/**
 * Calculated fields in an order in which each comes after those that it is made of. A field in a circle, or one whose
 * formula no longer fits (a field that it read is gone), is left out: its values stay as they are.
 */
export function inOrder(fields: readonly CalculatedField[]): CalculatedField[] {
  const byName = new Map(fields.map((one) => [one.field.name, one]));
  const done = new Set<string>();
  const ordered: CalculatedField[] = [];
  const visit = (one: CalculatedField, above: ReadonlySet<string>): boolean => {
    const { name } = one.field;
    if (done.has(name)) return true;
    if (above.has(name)) return false;
    const sound = needs(one).every((needed) => {
      const other = byName.get(needed);
      return !other || visit(other, new Set([...above, name]));
    });
    if (sound && !done.has(name)) {
      done.add(name);
      ordered.push(one);
    }
    return sound;
  };
  for (const one of fields) visit(one, new Set());
  return ordered;
}

/** Names of the fields of the same record that a calculated field is made of. */
export function needs({ formula }: CalculatedField): string[] {
  return formula.sources.filter(({ link }) => !link).map(({ field }) => field.name);
}

/** Everything that a value tells something of: fields of the record, the links it goes along, `type/field` beyond them. */
export function madeOf(one: CalculatedField, all: readonly CalculatedField[], seen = new Set<string>()): string[] {
  for (const { field, link, owner } of one.formula.sources) {
    seen.add(link ? `${owner.name}/${field.name}` : field.name);
    if (link) seen.add(link.name);
    const other = link ? undefined : all.find((candidate) => candidate.field.name === field.name);
    if (other && other !== one && !seen.has(`\u0000${other.field.name}`)) {
      seen.add(`\u0000${other.field.name}`);
      madeOf(other, all, seen);
    }
  }
  return [...seen].filter((name) => !name.startsWith('\u0000'));
}
