import { type Fault, Problem } from '../../errors/problem.js';
import { unknownMembers } from '../../errors/schema-faults.js';
import { normalizeLine } from '../../persian/index.js';
import { isUuid } from '../../records/field-types.js';
import { recordTypes } from '../../records/record-type.js';
import { isHandedOver } from './handover-types.js';

/** Who gets the records of a type. */
export type HandoverTarget =
  | { readonly kind: 'user'; readonly userId: string }
  /** The active people of a team in turn. */
  | { readonly kind: 'team'; readonly teamId: string }
  /** The active people of the record's own branch in turn; where there is nobody, this user. */
  | { readonly kind: 'orgUnit'; readonly otherwiseUserId: string }
  /** Stays with the person who leaves. */
  | { readonly kind: 'keep' };

export interface HandoverRule {
  readonly recordType: string;
  readonly to: HandoverTarget;
  /** `open`: what still asks for work; `all`: also what is closed. */
  readonly what: 'open' | 'all';
}

/** What is to become of the work of a person. */
export interface HandoverRequest {
  readonly rules: readonly HandoverRule[];
  /** Why, in the words of whoever hands over; the history of each record tells it. */
  readonly reason: string | null;
  /** Whether the account is disabled when everything has moved. */
  readonly disable: boolean;
}

const MAX_REASON = 200;
const TARGETS: Readonly<Record<HandoverTarget['kind'], readonly string[]>> = {
  user: ['kind', 'userId'],
  team: ['kind', 'teamId'],
  orgUnit: ['kind', 'otherwiseUserId'],
  keep: ['kind'],
};

/** @throws Problem 400 that names each fault */
export function readHandover(body: unknown): HandoverRequest {
  const given = objectOf(body);
  if (!given) throw Problem.invalid('body.invalid', [{ path: '', code: 'body.notAnObject' }]);
  const faults: Fault[] = unknownMembers(given, ['rules', 'reason', 'disable']);
  const { rules = [], reason = null, disable = false } = given;
  if (reason !== null && (typeof reason !== 'string' || reason.length > MAX_REASON))
    faults.push({ path: 'reason', code: 'field.tooLong', params: { max: MAX_REASON } });
  if (typeof disable !== 'boolean') faults.push({ path: 'disable', code: 'field.notBoolean' });
  const read = Array.isArray(rules) ? rules.map((rule, i) => readRule(rule, `rules[${i}]`, faults)) : [];
  if (!Array.isArray(rules)) faults.push({ path: 'rules', code: 'field.notList' });
  for (const [i, rule] of read.entries())
    if (rule && read.findIndex((other) => other?.recordType === rule.recordType) < i)
      faults.push({ path: `rules[${i}].recordType`, code: 'handover.twice' });
  if (faults.length > 0) throw Problem.invalid('body.invalid', faults);
  const words = typeof reason === 'string' ? normalizeLine(reason) : '';
  return { rules: read as HandoverRule[], reason: words === '' ? null : words, disable: disable as boolean };
}

function readRule(value: unknown, path: string, faults: Fault[]): HandoverRule | undefined {
  const rule = objectOf(value);
  const to = objectOf(rule?.to);
  if (!rule || !to) {
    faults.push({ path: rule ? `${path}.to` : path, code: 'body.notAnObject' });
    return undefined;
  }
  for (const { path: inner, ...fault } of unknownMembers(rule, ['recordType', 'to', 'what']))
    faults.push({ ...fault, path: `${path}.${inner}` });
  const { recordType, what = 'open' } = rule;
  const type = typeof recordType === 'string' ? recordTypes.find(recordType) : undefined;
  if (!type || !isHandedOver(type)) faults.push({ path: `${path}.recordType`, code: 'handover.type' });
  if (what !== 'open' && what !== 'all')
    faults.push({ path: `${path}.what`, code: 'field.notAChoice', params: { choices: 'open, all' } });
  readTarget(to, `${path}.to`, faults);
  return { recordType: String(recordType), to: to as unknown as HandoverTarget, what: what as 'open' | 'all' };
}

function readTarget(to: Record<string, unknown>, path: string, faults: Fault[]): void {
  const members = Object.hasOwn(TARGETS, String(to.kind)) ? TARGETS[to.kind as HandoverTarget['kind']] : undefined;
  if (!members) {
    faults.push({
      path: `${path}.kind`,
      code: 'field.notAChoice',
      params: { choices: Object.keys(TARGETS).join(', ') },
    });
    return;
  }
  for (const { path: inner, ...fault } of unknownMembers(to, [...members]))
    faults.push({ ...fault, path: `${path}.${inner}` });
  for (const name of members)
    if (name !== 'kind' && !isUuid(to[name])) faults.push({ path: `${path}.${name}`, code: 'field.notId' });
}

function objectOf(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}
