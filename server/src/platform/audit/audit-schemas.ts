type Schema = Record<string, unknown>;

const text: Schema = { type: ['string', 'null'] };
const id: Schema = { type: ['string', 'null'], format: 'uuid' };

const entry: Schema = {
  type: 'object',
  required: ['id', 'at', 'event', 'label', 'source', 'details'],
  properties: {
    id: { type: 'string', example: 'a4711' },
    at: { type: 'string', format: 'date-time' },
    event: { type: 'string', example: 'role.changed' },
    label: { type: 'string', example: 'نقش تغییر کرد' },
    actorId: { ...id, description: 'Who did it; null for the server itself.' },
    actorName: { ...text, example: 'سارا مرادی' },
    ip: { ...text, example: '10.0.3.17' },
    userAgent: text,
    recordType: { ...text, example: 'role' },
    recordId: id,
    recordTitle: { ...text, description: 'Null also for a record that you do not see.', example: 'کارشناس فروش' },
    operationId: id,
    source: { type: 'string', enum: ['web', 'api', 'import', 'job', 'system'] },
    details: {
      type: 'object',
      additionalProperties: true,
      example: { before: { name: 'فروش' }, after: { name: 'کارشناس فروش' } },
    },
  },
};

/** A page of `GET /audit`. */
export const auditPageSchema: Schema = {
  type: 'object',
  required: ['data', 'nextCursor'],
  properties: { data: { type: 'array', items: entry }, nextCursor: text },
};

/** How the chain of the audit log stands. */
export const auditStateSchema: Schema = {
  type: 'object',
  required: ['head', 'verified'],
  properties: {
    head: {
      type: 'object',
      required: ['place', 'hash', 'waiting'],
      properties: {
        place: { ...text, description: 'Entries that are sealed.', example: '48213' },
        hash: { ...text, example: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08' },
        waiting: { type: 'string', description: 'Entries that wait for their seal.', example: '3' },
      },
    },
    verified: {
      type: ['object', 'null'],
      required: ['at', 'entries', 'faults'],
      properties: {
        at: { type: 'string', format: 'date-time' },
        entries: { type: 'integer', example: 48213 },
        faults: {
          type: 'array',
          items: {
            type: 'object',
            required: ['fault', 'place', 'entryId'],
            properties: {
              fault: { type: 'string', enum: ['changed', 'removed', 'inserted', 'broken', 'noted'] },
              place: { ...text, example: '4711' },
              entryId: { ...text, example: '4713' },
            },
          },
        },
      },
    },
  },
};
