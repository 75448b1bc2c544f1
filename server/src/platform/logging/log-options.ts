import { type LoggerOptions, stdTimeFunctions } from 'pino';
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

/** One JSON object per line, as every logger of the product writes it. */
export function lineOptions(level: string): LoggerOptions {
  return {
    level,
    base: undefined,
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
  };
}

/** How the server logs: with the request or job a line belongs to and who acts, and without secrets. */
export function logOptions(level: string): Options {
  return {
    ...lineOptions(level),
    autoLogging: false,
    redact: { paths: CENSORED.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[hidden]' },
    mixin() {
      const context = currentContext();
      const userId = context?.principal?.userId;
      return context ? { requestId: context.operationId, ...(userId && { userId }) } : {};
    },
  };
}
