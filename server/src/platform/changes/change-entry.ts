import type { Principal } from '../access/principal.js';
import { aboutColumns } from '../records/about.js';
import type { FieldDefinition } from '../records/field-definition.js';
import type { RecordType } from '../records/record-type.js';
import { projectionOf } from '../records/record-view.js';

/** A row of the log, as {@link CHANGE_COLUMNS} reads it. */
export interface ChangeRow {
  readonly id: string;
  readonly at: string;
  readonly recordType: string;
  readonly recordId: string;
  readonly action: ChangeAction;
  readonly version: number;
  readonly actorId: string | null;
  readonly source: string;
  readonly operationId: string | null;
  /** JSON text, so that whole Rial beyond 2^53 keep their digits. */
  readonly before: string | null;
  readonly after: string | null;
}

/** What becomes of the record itself. */
export const RECORD_ACTIONS = ['create', 'update', 'remove', 'restore', 'purge'] as const;
/** What happens beside its fields: shared, no longer shared, a masked value uncovered, looked at the product as this user, merged. */
export const ACCESS_ACTIONS = ['share', 'unshare', 'reveal', 'viewAs', 'merge', 'unmerge'] as const;

export type ChangeAction = (typeof RECORD_ACTIONS)[number] | (typeof ACCESS_ACTIONS)[number];

/** One change as the API shows it: only fields that the caller may see, under their API names. */
export interface ChangeEntry {
  readonly id: string;
  readonly at: string;
  readonly recordType: string;
  readonly recordId: string;
  readonly action: ChangeAction;
  /** Version of the record after the change. */
  readonly version: number;
  readonly actorId: string | null;
  readonly source: string;
  readonly operationId: string | null;
  readonly before: Record<string, unknown> | null;
  readonly after: Record<string, unknown> | null;
  /** Of an action that changes no field: with whom it was shared, which field was uncovered. */
  readonly detail: Record<string, unknown> | null;
}

export const CHANGE_COLUMNS = `c.seq as "id", c.at, c.record_type as "recordType", c.record_id as "recordId", c.action, c.version,
  c.actor_id as "actorId", c.source, c.operation_id as "operationId", c.before::text as before, c.after::text as after`;

/** The entry of a row for `principal`; undefined when it changed nothing that they may see. */
export function entryOf(row: ChangeRow, type: RecordType, principal: Principal): ChangeEntry | undefined {
  if ((ACCESS_ACTIONS as readonly string[]).includes(row.action)) return accessEntry(row, type, principal);
  const before = shownFields(row.before, type, principal);
  const after = shownFields(row.after, type, principal);
  if (row.action === 'update' && !before && !after) return undefined;
  return { ...row, before, after, detail: null };
}

/** That a hidden field was uncovered is kept from whoever doesn't know the field. */
function accessEntry(row: ChangeRow, type: RecordType, principal: Principal): ChangeEntry | undefined {
  const detail = (columnsOf(row.after).access ?? {}) as Record<string, unknown>;
  const known = row.action !== 'reveal' || principal.fieldLevel(type.name, String(detail.field)) !== 'hidden';
  return known ? { ...row, before: null, after: null, detail } : undefined;
}

/** The columns of one side of a change, parsed. */
export function columnsOf(json: string | null): Record<string, unknown> {
  return json === null
    ? {}
    : (JSON.parse(json, keepDigits as (key: string, value: unknown) => unknown) as Record<string, unknown>);
}

function keepDigits(_key: string, value: unknown, context?: { source?: string }): unknown {
  return typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)
    ? (context?.source ?? value)
    : value;
}

/** Logged columns as the API shows them to `principal`: fields that they may see; null when there are none. */
export function shownFields(
  json: string | null,
  type: RecordType,
  principal: Principal,
): Record<string, unknown> | null {
  const columns = columnsOf(json);
  const projection = projectionOf(type, principal);
  const values: Record<string, unknown> = {};
  for (const field of projection.fields) {
    const value = valueOf(field, columns);
    if (value !== undefined) values[field.name] = value;
  }
  return Object.keys(values).length === 0 ? null : projection.part(values);
}

/** The value of a field among logged columns as the driver would give it; undefined when it isn't among them. */
function valueOf(field: FieldDefinition, columns: Record<string, unknown>): unknown {
  if (field.type === 'about') {
    const [type, id] = aboutColumns(field);
    if (columns[type] === undefined && columns[id] === undefined) return undefined;
    return columns[id] ? { type: columns[type], id: columns[id] } : null;
  }
  const value = columns[field.column];
  return field.type === 'instant' && typeof value === 'string' ? new Date(value).toISOString() : value;
}
