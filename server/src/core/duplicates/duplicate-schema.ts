import type { ApiResponseNoStatusOptions } from '@nestjs/swagger';

/** The answer of the duplicate routes, for the API document. */
export const DUPLICATE_ANSWER = {
  schema: {
    type: 'object',
    properties: {
      data: {
        type: 'array',
        items: {
          type: 'object',
          properties: {
            record: { type: 'object', additionalProperties: true },
            reasons: {
              type: 'array',
              items: { type: 'string', enum: ['nationalId', 'phone', 'email', 'sameName', 'similarName'] },
            },
            score: { type: 'number', minimum: 0, maximum: 1 },
          },
        },
      },
    },
  },
} satisfies ApiResponseNoStatusOptions;
