/**
 * What each parameter of a query is tried with, by its name: words and ids of what the caller sees and of what they do
 * not. A parameter that is missing here leaves its route uncovered, and that fails the run.
 */
export const PARAMETERS = {
  q: ({ own, foreign }) => [own.word, foreign.word],
  name: ({ own, foreign }) => [own.word, foreign.word],
  companyName: ({ own, foreign }) => [own.word, foreign.word],
  phone: ({ own, foreign }) => [own.digits, foreign.digits],
  mobile: ({ own, foreign }) => [own.digits, foreign.digits],
  nationalId: ({ own, foreign }) => [own.digits, foreign.digits],
  email: ({ own, foreign }) => [`${own.word}@example.ir`, `${foreign.word}@example.ir`],
  except: ({ own, foreign }) => [own.id, foreign.id],
  ownerId: ({ own, foreign }) => [own.userId, foreign.userId],
  actorId: ({ own, foreign }) => [own.userId, foreign.userId],
  event: () => ['record', 'auth,user'],
  recordType: ({ world }) => world.registry.types.filter(({ internal }) => !internal).map(({ name }) => name),
  ids: ({ own, foreign }) => [`${own.id},${foreign.id}`],
  recordId: ({ own, foreign }) => [own.id, foreign.id],
  ip: () => ['127.0.0.1'],
  userId: ({ own, foreign }) => [own.userId, foreign.userId],
  field: () => ['name', 'phone', 'ownerId'],
  pipelineId: ({ any }) => any('pipeline'),
  include: ({ type }) => (type ? linksOf(type) : []),
  filter: ({ type, own, foreign }) => (type ? filtersOf(type, own, foreign) : ['{"and":[]}']),
  sort: ({ type }) => (type ? sortsOf(type) : ['-id']),
  columns: ({ type }) => (type ? [namesOf(type).join(',')] : []),
  groupBy: ({ type }) => (type ? namesOf(type, ['choice', 'link', 'text', 'date', 'boolean']) : []),
  fields: ({ type }) => (type ? [namesOf(type, ['money', 'integer', 'decimal', 'percent']).join(',')] : []),
  limit: () => ['200'],
  cursor: () => [],
  next: () => ['/accounts'],
  kinds: () => [],
  types: () => [],
  type: ({ world }) =>
    world.registry.types.filter(({ fields }) => fields.some((field) => field.type === 'tags')).map(({ name }) => name),
  after: () => ['latest'],
  date: () => [new Date().toISOString().slice(0, 10)],
  period: () => ['thisJalaliYear'],
  from: () => ['2020-01-01'],
  to: () => ['2035-01-01'],
  months: () => ['12'],
  at: () => ['2020-01-01T00:00:00Z', new Date(Date.now() - 1_000).toISOString()],
};

/** Whether a parameter is tried at all: by a rule of its name, or with each value of its list. */
export function isTried({ name, schema }) {
  return name in PARAMETERS || Array.isArray(schema?.enum);
}

/** The values that a parameter is tried with. */
export function valuesOf({ name, schema }, context) {
  const values = PARAMETERS[name]?.(context) ?? schema?.enum ?? [];
  return values.filter((value) => value !== undefined && value !== null).map(String);
}

function linksOf({ fields }) {
  return fields.filter((field) => field.target).map(({ name }) => name.replace(/Id$/, ''));
}

function namesOf({ fields }, kinds) {
  const shown = fields.filter((field) => !field.secret && !field.writeOnly && !field.virtual);
  return shown.filter(({ type }) => kinds?.includes(type) ?? true).map(({ name }) => name);
}

/** Conditions that would find somebody else's record if anything of it could be asked for, also behind links. */
function filtersOf(type, own, foreign) {
  const leaf = (field, op, value) => JSON.stringify({ field, op, value });
  const texts = type.fields.filter((field) => ['text', 'longText'].includes(field.type) && !field.secret);
  const links = type.fields.filter((field) => field.type === 'link' && field.target && field.name.endsWith('Id'));
  return [
    ...texts
      .slice(0, 3)
      .flatMap(({ name }) => [leaf(name, 'contains', own.word), leaf(name, 'contains', foreign.word)]),
    leaf('id', 'eq', foreign.id),
    leaf('ownerId', 'eq', foreign.userId),
    ...links.slice(0, 3).map(({ name }) => leaf(name, 'eq', foreign.id)),
    ...links.slice(0, 2).map(({ name }) => leaf(`${name.slice(0, -2)}.createdAt`, 'lt', '2100-01-01T00:00:00Z')),
  ].filter((filter) => 'value' in JSON.parse(filter));
}

function sortsOf({ fields }) {
  return fields.filter((field) => field.sort).flatMap(({ name }) => [name, `-${name}`]);
}
