import { type DestinationStream, stdTimeFunctions } from 'pino';
import type { Options } from 'pino-http';
import { currentContext } from '../context/request-context.js';

const SECRET = [
  'authorization',
  'cookie',
  'password',
  'passwordHash',
  'token',
  'accessToken',
  'refreshToken',
  'secret',
  'otp',
];
const PERSONAL = ['phone', 'mobile', 'email', 'nationalId'];
const CENSORED = [...SECRET, ...PERSONAL];

/** Mobile numbers as people and the store write them, wherever they stand in a line; never inside an id. */
const MOBILE = /(?<![\w-])(?:\+98|0098|98|0)9\d{9}(?!\d)/g;

/**
 * How the server logs: one JSON object per line, with the request or job it belongs to and who acts, without secrets
 * and without the people's numbers.
 */
export function logOptions(level: string): Options {
  return {
    level,
    autoLogging: false,
    base: undefined,
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: { paths: CENSORED.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[hidden]' },
    mixin() {
      const context = currentContext();
      const userId = context?.principal?.userId;
      return context ? { requestId: context.operationId, ...(userId && { userId }) } : {};
    },
  };
}

/** Passes lines on without mobile numbers, also those inside of messages and errors. */
export function withoutNumbers(out: { write(line: string): unknown }): DestinationStream {
  return { write: (line: string) => void out.write(line.replace(MOBILE, '[hidden]')) };
}
