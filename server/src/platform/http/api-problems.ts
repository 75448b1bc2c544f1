import { applyDecorators } from '@nestjs/common';
import { ApiResponse, type OpenAPIObject } from '@nestjs/swagger';
import { say } from '../i18n/messages.js';

/** What each status of a problem means, and the code that it comes with most often. */
const PROBLEMS: Readonly<Record<number, { readonly meaning: string; readonly code: string }>> = {
  400: { meaning: 'Bad input; `errors` names each place and code.', code: 'body.invalid' },
  401: { meaning: 'No valid identity.', code: 'auth.required' },
  403: { meaning: 'Not allowed.', code: 'access.denied' },
  404: { meaning: 'Not there, or not visible to you.', code: 'record.notFound' },
  409: {
    meaning: 'Collides with what is there: a duplicate, a state, or another request with the same `Idempotency-Key`.',
    code: 'record.duplicate',
  },
  412: { meaning: 'Changed since you read it; `current` is how it is now.', code: 'record.stale' },
  413: { meaning: 'Too large.', code: 'body.tooLarge' },
  414: { meaning: 'The address is too long.', code: 'query.tooLong' },
  415: { meaning: 'Not a media type that is read here.', code: 'body.mediaType' },
  422: { meaning: 'A rule forbids it; `errors` names each place and code.', code: 'record.rule' },
  429: { meaning: 'Too many requests; wait `Retry-After` seconds.', code: 'request.tooMany' },
  503: { meaning: 'Not available for the moment; wait `Retry-After` seconds.', code: 'server.unavailable' },
  507: { meaning: 'The disk of the server is full; nothing was kept.', code: 'server.full' },
};

/** Faults that the examples name, by status. */
const FAULTS: Readonly<Record<number, { readonly path: string; readonly code: string }>> = {
  400: { path: 'nationalId', code: 'nationalId.checksum' },
  422: { path: 'userId', code: 'link.notFound' },
};

/** Documents the problems that a route may answer with, beside those that every route has. */
export function ApiProblems(...statuses: number[]): MethodDecorator {
  return applyDecorators(...statuses.map((status) => ApiResponse({ status, description: PROBLEMS[status]?.meaning })));
}

interface Operation {
  parameters?: { readonly in: string; readonly name: string; readonly [more: string]: unknown }[];
  readonly requestBody?: object;
  readonly security?: readonly object[];
  readonly responses: Record<string, object>;
}

/**
 * Gives every route the problems that it may answer with by the way it is made (an unreadable address, a body that is
 * too large, too many requests), and all of them their form and an example.
 */
export function documentProblems(document: OpenAPIObject): void {
  document.components = { ...document.components, responses: { ...document.components?.responses, ...responses() } };
  for (const [path, methods] of Object.entries(document.paths))
    for (const [method, operation] of Object.entries(methods) as unknown as [string, Operation][]) {
      if (method === 'post' && operation.security && !SIGN_IN.test(path)) takeIdempotencyKey(operation);
      const own = Object.keys(operation.responses).map(Number);
      for (const status of new Set([...own, ...implied(path, method !== 'get', operation)]))
        if (status in PROBLEMS && (status !== 503 || path.startsWith('/api/')))
          operation.responses[status] = { $ref: `#/components/responses/Problem${status}` };
    }
}

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'Any text of up to 200 characters. A repeat with the same key and body gives the first answer again.',
  schema: { type: 'string', maxLength: 200 },
};

/** Routes whose answers are secrets: nothing of them is kept. */
const SIGN_IN = /\/auth\//;

/** Every other POST of somebody known can be repeated safely. */
function takeIdempotencyKey(operation: Operation): void {
  const others = (operation.parameters ?? []).filter(({ name }) => name !== IDEMPOTENCY_KEY.name);
  operation.parameters = [...others, IDEMPOTENCY_KEY];
  operation.responses[409] ??= {};
}

function implied(path: string, writes: boolean, { parameters = [], requestBody, security }: Operation): number[] {
  if (!path.startsWith('/api/')) return [];
  const inPath = parameters.some((parameter) => parameter.in === 'path');
  return [
    ...(parameters.length > 0 || writes ? [400] : []),
    ...(security ? [401] : []),
    ...(inPath ? [404, 414] : []),
    ...(requestBody ? [413, 415] : []),
    ...[429, 503],
    ...(writes ? [507] : []),
  ];
}

function responses(): Record<string, { description: string }> {
  return Object.fromEntries(
    Object.entries(PROBLEMS).map(([status, { meaning }]) => [
      `Problem${status}`,
      {
        description: meaning,
        ...(['429', '503', '507'].includes(status) && { headers: RETRY_AFTER }),
        content: {
          'application/problem+json': {
            schema: { $ref: '#/components/schemas/Problem' },
            example: exampleOf(Number(status)),
          },
        },
      },
    ]),
  );
}

const RETRY_AFTER = {
  'Retry-After': { description: 'Seconds to wait before the next try.', schema: { type: 'integer', example: 2 } },
} as const;

function exampleOf(status: number): object {
  const code = PROBLEMS[status]?.code as string;
  const fault = FAULTS[status];
  const message = fault && say('fa', `errors.${fault.code}`);
  return {
    type: `urn:peyvand:problem:${code}`,
    title: say('fa', `titles.${status}`),
    status,
    detail: message ?? say('fa', `errors.${code}`),
    code,
    requestId: '0199c0de-0000-7000-8000-00000000000a',
    ...(fault && { errors: [{ ...fault, message }] }),
    ...(status === 412 && {
      current: { id: '0199c0de-0000-7000-8000-000000000001', version: 8, name: 'بازرگانی آرمان' },
    }),
  };
}
