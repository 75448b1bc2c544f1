import { type Fault, Problem } from '../errors/problem.js';
import { isUuid, parseInstant } from '../records/field-types.js';

/** What `GET /audit` may be narrowed by, as it comes from the address. */
export interface RawAuditQuery {
  readonly [name: string]: unknown;
}

/** Which entries of the audit log are wanted. */
export interface AuditFilter {
  readonly actorId?: string;
  /** Names of events (`role.changed`) and areas (`role`). */
  readonly events?: readonly string[];
  readonly recordType?: string;
  readonly recordId?: string;
  readonly ip?: string;
  /** Instants; from is included, to is not. */
  readonly from?: string;
  readonly to?: string;
}

const NAMES = ['actorId', 'event', 'recordType', 'recordId', 'ip', 'from', 'to'] as const;
const EVENT = /^[a-zA-Z]{1,40}(\.[a-zA-Z]{1,60})?$/;
const MOST_EVENTS = 50;

/** @throws Problem 400 that names each bad parameter */
export function readAuditFilter(raw: RawAuditQuery): AuditFilter {
  const faults: Fault[] = [];
  const given: Partial<Record<(typeof NAMES)[number], string>> = {};
  for (const name of NAMES) {
    const value = raw[name];
    if (value === undefined || value === '') continue;
    if (typeof value === 'string' && value.length <= 2_000) given[name] = value;
    else faults.push({ path: name, code: 'query.repeated' });
  }
  for (const name of ['actorId', 'recordId'] as const)
    if (given[name] !== undefined && !isUuid(given[name])) faults.push({ path: name, code: 'field.notId' });
  const events = given.event?.split(',').map((event) => event.trim());
  if (events && (events.length > MOST_EVENTS || !events.every((event) => EVENT.test(event))))
    faults.push({ path: 'event', code: 'audit.eventInvalid' });
  if (given.recordType !== undefined && !/^[a-zA-Z][a-zA-Z0-9_]{0,62}$/.test(given.recordType))
    faults.push({ path: 'recordType', code: 'audit.eventInvalid' });
  if (given.ip !== undefined && !/^[0-9a-fA-F.:]{2,45}$/.test(given.ip))
    faults.push({ path: 'ip', code: 'audit.ipInvalid' });
  const [from, to] = (['from', 'to'] as const).map((name) => instant(given[name], name, faults));
  if (faults.length > 0) throw Problem.invalid('query.invalid', faults);
  const { actorId, recordType, recordId, ip } = given;
  return { actorId, events, recordType, recordId, ip, from, to };
}

function instant(value: string | undefined, path: string, faults: Fault[]): string | undefined {
  if (value === undefined) return undefined;
  try {
    return parseInstant(value);
  } catch {
    faults.push({ path, code: 'field.notInstant' });
    return undefined;
  }
}
