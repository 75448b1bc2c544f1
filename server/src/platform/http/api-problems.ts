import { applyDecorators } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';

const MEANING: Readonly<Record<number, string>> = {
  400: 'Bad input; `errors` names each place and code.',
  401: 'No valid identity.',
  403: 'Not allowed.',
  404: 'Not there, or not visible to you.',
  409: 'Collides with what is there: a duplicate, a state, or another request with the same `Idempotency-Key`.',
  412: 'Changed since you read it; `current` is how it is now.',
  413: 'Too large.',
  415: 'Not a media type that is read here.',
  422: 'A rule forbids it; `errors` names each place and code.',
  429: 'Too many requests; wait `Retry-After` seconds.',
  503: 'Not available for the moment; wait `Retry-After` seconds.',
  507: 'The disk of the server is full; nothing was kept.',
};

/** Documents the problems that a route may answer with. */
export function ApiProblems(...statuses: number[]): MethodDecorator {
  return applyDecorators(
    ...statuses.map((status) =>
      ApiResponse({
        status,
        description: MEANING[status],
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      }),
    ),
  );
}
