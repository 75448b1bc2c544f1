import type { Principal } from '../access/principal.js';
import { Params } from '../access/scope-predicate.js';
import { Problem } from '../errors/problem.js';
import { FilterCompiler } from '../filters/filter-compiler.js';
import { type Filter, readFilter } from '../filters/filter-schema.js';
import { type RecordType, recordTypes } from '../records/record-type.js';

/** What a webhook can be told of a record, and the action of the log of changes that it stands for. */
export const EVENT_ACTIONS = { created: 'create', updated: 'update', deleted: 'remove', restored: 'restore' } as const;
export type EventAction = keyof typeof EVENT_ACTIONS;

/** The events of one record type that a webhook is told of; of all its records, or of those that meet the filter. */
export interface WebhookEvents {
  readonly recordType: string;
  readonly actions: readonly EventAction[];
  readonly filter: Filter | null;
}

const MOST_LINES = 50;

/**
 * Reads the events of a webhook that acts as `principal`. A filter may name only what that user may read.
 * @throws Problem 400, 422 with the path of the fault
 */
export function readEvents(input: unknown, principal: Principal): WebhookEvents[] {
  if (!Array.isArray(input) || input.length === 0 || input.length > MOST_LINES)
    throw fault(
      'events',
      input === undefined || (input as unknown[]).length === 0 ? 'field.required' : 'field.tooMany',
    );
  const events = input.map((line: unknown, i) => readLine(line, `events[${i}]`, principal));
  const twice = events.findIndex((line, i) => events.findIndex((other) => other.recordType === line.recordType) < i);
  if (twice >= 0) throw fault(`events[${twice}].recordType`, 'webhook.typeTwice');
  return events;
}

function readLine(input: unknown, path: string, principal: Principal): WebhookEvents {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) throw fault(path, 'body.notAnObject');
  const { recordType, actions, filter, ...rest } = input as Record<string, unknown>;
  const [unknown] = Object.keys(rest);
  if (unknown !== undefined) throw fault(`${path}.${unknown}`, 'field.unknown');
  const type = typeof recordType === 'string' ? recordTypes.find(recordType) : undefined;
  if (!type || type.internal) throw fault(`${path}.recordType`, 'changes.unknownType', { type: String(recordType) });
  if (!Array.isArray(actions) || actions.length === 0) throw fault(`${path}.actions`, 'field.required');
  const strange = actions.find((action) => typeof action !== 'string' || !Object.hasOwn(EVENT_ACTIONS, action));
  if (strange !== undefined) throw fault(`${path}.actions`, 'field.notAChoice');
  const read = readFilter(filter) ?? null;
  if (read) new FilterCompiler(principal, new Params()).compile(read, type, 't', `${path}.filter`);
  return { recordType: type.name, actions: [...new Set(actions as EventAction[])], filter: read };
}

/** The condition of a filter on the record with this id, ready to run. */
export function filterQuery(
  filter: Filter,
  type: RecordType,
  id: string,
  principal: Principal,
): { text: string; values: unknown[] } {
  const params = new Params();
  const one = params.add(id, '::uuid');
  const condition = new FilterCompiler(principal, params).compile(filter, type, 't');
  return { text: `select 1 from ${type.table} t where t.id = ${one} and ${condition}`, values: params.values };
}

function fault(path: string, code: string, params?: Record<string, unknown>): Problem {
  return Problem.invalid('body.invalid', [{ path, code, params }]);
}
