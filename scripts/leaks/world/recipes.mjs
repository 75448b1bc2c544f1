import { day } from './values.mjs';

/**
 * What the rules of a type demand beyond its field definitions. A type that needs a word here and has none fails the
 * seeding by its name.
 */
export const RECIPES = {
  account: (body) => ({ ...body, kind: 'company' }),
  activity: (body) => ({
    ...body,
    startAt: `${day(2)}T08:00:00.000Z`,
    endAt: `${day(2)}T09:00:00.000Z`,
    doneAt: undefined,
    // Far enough away that nobody is reminded, and nothing written, in the meantime.
    reminderAt: `${day(2)}T07:00:00.000Z`,
    assigneeId: undefined,
  }),
  lead: (body) => ({ ...body, status: 'new' }),
  opportunity: (body) => ({ ...body, engagedOn: day(-30), stageId: undefined, probabilityPercent: undefined }),
  opportunityLine: (body) => ({ ...body, productId: undefined }),
  target: (body, { person }) => ({
    ...body,
    metric: 'wonAmount',
    audience: 'user',
    userId: person?.id,
    period: undefined,
    fromOn: day(-100),
    toOn: day(100),
    count: undefined,
    teamId: undefined,
  }),
  assignmentRule: (body, { world, place }) => ({
    ...body,
    active: false,
    filter: { field: 'city', op: 'eq', value: world.canaries.word(place('filter')) },
    assigneeIds: [world.owners[0].id],
  }),
  // Its labels are for everybody who sees the type: there is no canary in it.
  customField: (_, { world }) => ({
    recordType: 'account',
    name: `extra${world.random.word()}`,
    kind: 'text',
    labelFa: 'فیلد افزوده',
    labelEn: 'Extra field',
  }),
  pipeline: (body) => ({ ...body, active: false, stages: undefined }),
  role: (body) => ({ ...body, grants: body.grants ?? [], fields: body.fields ?? [] }),
  user: (body) => ({ ...body, kind: body.kind ?? 'person' }),
  team: (body) => ({ ...body, memberIds: undefined }),
  note: (body) => ({ ...body, replyToId: undefined, fileIds: undefined }),
  announcement: (body, { world }) => ({
    ...body,
    roleIds: [],
    orgUnitIds: [world.random.pick(world.branches).id],
    fromAt: `${day(-1)}T08:00:00.000Z`,
    toAt: `${day(30)}T08:00:00.000Z`,
  }),
  savedView: (body, { world, place }) => ({
    ...body,
    recordType: 'account',
    ...chosenAudience(world),
    filter: { field: 'city', op: 'eq', value: world.canaries.word(place('filter')) },
    sort: '-createdAt',
    columns: ['name'],
    layout: { heading: world.canaries.word(place('layout')) },
  }),
};

/** Whom a view is for; by name for one of the people, one of the teams, or both. */
function chosenAudience({ random, owners, teams }) {
  const audience = random.pick(['mine', 'team', 'everyone', 'chosen']);
  if (audience !== 'chosen') return { audience, roleIds: [], teamIds: [], userIds: [] };
  return { audience, roleIds: [], teamIds: [random.pick(teams).id], userIds: [random.pick(owners).id] };
}

/** Types whose records nobody makes with a POST of JSON, and how they come into being. */
export const UPLOADED = {
  file: async (world, person, about) => {
    const place = world.context('file', undefined).place;
    const [name, content] = [world.canaries.word(place('name')), world.canaries.word(place('content'))];
    return upload(person.client, '/files', { about: JSON.stringify(about) }, `${name}.txt`, `${content}\n`);
  },
  // A conversation with somebody, and a word in it.
  conversation: async (world, person) => {
    const other = world.random.pick(world.owners.filter(({ id }) => id !== person.id));
    const made = await person.client.must('POST', '/conversations', { userIds: [other.id] });
    const note = world.context('note', undefined);
    const body = world.canaries.word(note.place('body'));
    const said = await person.client.must('POST', '/notes', { about: { type: 'conversation', id: made.id }, body });
    world.settle(note, said.id);
    return made;
  },
  import: async (world, person) => {
    const place = world.context('import', undefined).place;
    const [name, cell] = [world.canaries.word(place('name')), world.canaries.word(place('sample'))];
    const content = `نام طرف حساب,شهر\n${cell},${world.canaries.word(place('sample'))}\n`;
    return upload(person.client, '/imports', { recordType: 'account' }, `${name}.csv`, content);
  },
};

/** Sends a file with its fields as a form. @returns {Promise<object>} the record that came of it */
export async function upload(client, path, fields, name, content) {
  const boundary = 'peyvand-leaks-boundary';
  const parts = Object.entries(fields).map(
    ([field, value]) => `--${boundary}\r\ncontent-disposition: form-data; name="${field}"\r\n\r\n${value}\r\n`,
  );
  const body = Buffer.from(
    `${parts.join('')}--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n` +
      `content-type: application/octet-stream\r\n\r\n${content}\r\n--${boundary}--\r\n`,
  );
  const answer = await client.call('POST', path, body, { 'content-type': `multipart/form-data; boundary=${boundary}` });
  if (!answer.ok) throw new Error(`POST ${path}: ${answer.status} ${answer.text.slice(0, 300)}`);
  return answer.body;
}
