import { Problem } from './problem.js';

interface DatabaseError {
  readonly code?: unknown;
  readonly constraint?: string;
  readonly message?: string;
}

/** Named constraints and the code that their violation becomes; modules add theirs at start. */
const constraintCodes = new Map<string, { status: number; code: string; path: string }>();

/** Names the problem that a violated constraint stands for, instead of checking before inserting. */
export function constraintProblem(constraint: string, status: 409 | 422, code: string, path: string): void {
  constraintCodes.set(constraint, { status, code, path });
}

const CONNECTION = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  '57P01',
  '57P02',
  '57P03',
  '08006',
  '08001',
  '08003',
  '08004',
  '53300',
]);

const GONE =
  /connection terminated(?! due to)|client has encountered a connection error|not queryable|connection ended/i;

const LOST =
  /connection terminated|timeout exceeded when trying to connect|client has encountered a connection error|not queryable|connection ended/i;

/** Whether an established connection turned out to be gone, as opposed to one that couldn't be made. */
export function isDeadConnection(error: unknown): boolean {
  const outer = error as (DatabaseError & { driverError?: DatabaseError }) | null;
  const { code, message } = outer?.driverError ?? outer ?? {};
  return code === '57P01' || code === 'ECONNRESET' || code === 'EPIPE' || GONE.test(message ?? '');
}

/** Whether a statement gave up because somebody else holds a row or a table. */
export function isLockTimeout(error: unknown): boolean {
  return (error as DatabaseError | null)?.code === '55P03';
}

/** The problem that an error of Postgres or of the way to it stands for; undefined when it is none that we foresee. */
export function problemOfDatabase(error: unknown): Problem | undefined {
  const outer = error as (DatabaseError & { driverError?: DatabaseError }) | null;
  const { code, constraint, message } = outer?.driverError ?? outer ?? {};
  if ((typeof code === 'string' && CONNECTION.has(code)) || LOST.test(message ?? ''))
    return new Problem(503, 'server.unavailable', { retryAfterSeconds: 2, cause: error });
  if (typeof code !== 'string' || !/^[0-9A-Z]{5}$/.test(code)) return undefined;
  const named = constraint ? constraintCodes.get(constraint) : undefined;
  if (named)
    return new Problem(named.status, named.code, { faults: [{ path: named.path, code: named.code }], cause: error });
  switch (code) {
    case '23505':
      return Problem.conflict('record.duplicate', { cause: error });
    case '23503':
      return new Problem(422, 'link.notFound', { cause: error });
    case '23502':
    case '23514':
      return new Problem(422, 'record.rule', { cause: error });
    case '22001':
    case '22003':
    case '22007':
    case '22008':
    case '22P02':
    case '22P05':
    case '22021':
      return new Problem(400, 'request.invalid', { cause: error });
    case '42501':
      return Problem.forbidden('access.denied');
    case '25006':
      return Problem.forbidden('access.readOnly');
    case '40001':
    case '40P01':
    case '55P03':
      return Problem.conflict('record.busy', { cause: error, retryAfterSeconds: 1 });
    case '57014':
      return new Problem(422, 'query.tooSlow', { cause: error });
    case '53100':
      return new Problem(507, 'server.full', { retryAfterSeconds: 30, cause: error });
    case '53200':
      return new Problem(503, 'server.unavailable', { retryAfterSeconds: 30, cause: error });
    default:
      return undefined;
  }
}
