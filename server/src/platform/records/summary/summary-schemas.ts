const figure = (description: string) => ({
  description,
  oneOf: [{ type: 'number' }, { $ref: '#/components/schemas/Money' }, { type: 'null' }],
});

const figures = {
  count: { type: 'integer' },
  fields: {
    type: 'object',
    description: 'By field, for those of `fields`.',
    additionalProperties: {
      type: 'object',
      required: ['sum', 'avg', 'min', 'max'],
      properties: {
        sum: figure('All together.'),
        avg: figure('Mean of the rows that have a value.'),
        min: figure('Smallest.'),
        max: figure('Largest.'),
      },
    },
  },
};

/** Answer of `GET /<resource>/summary`. */
export const summarySchema = {
  type: 'object',
  required: ['capped', 'total'],
  properties: {
    capped: {
      type: 'boolean',
      description:
        'The list was too long to be added up: there are no figures, and `total.count` is where counting ended.',
    },
    total: { type: 'object', required: ['count', 'fields'], properties: figures },
    groups: {
      type: 'array',
      items: {
        type: 'object',
        required: ['key', 'label', 'filter', 'count', 'fields'],
        properties: {
          key: {
            description:
              'Choice, id of the linked record, text, yes or no, first day of the span; null without a value.',
            oneOf: [{ type: 'string' }, { type: 'boolean' }, { type: 'null' }],
          },
          label: { type: ['string', 'null'], description: 'Name of the linked record, when you may see it.' },
          from: { type: 'string', format: 'date', description: 'First day of a span.' },
          to: { type: 'string', format: 'date', description: 'Last day of a span.' },
          filter: {
            type: 'object',
            additionalProperties: true,
            description: 'The condition for exactly the rows of the group, to be joined with the filter of the list.',
          },
          ...figures,
        },
      },
    },
    moreGroups: { type: 'boolean', description: 'There are more groups than the 200 told here.' },
  },
};
