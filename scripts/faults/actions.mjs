import { randomUUID } from 'node:crypto';
import { generate } from 'otplib';
import { multipart } from '../proof/multipart.mjs';

/**
 * One call of a route, ready to be sent: its path and body, on records made for it alone. `again` is another body of the
 * same route that means something else.
 *
 * @typedef {{ path: string, body?: unknown, again?: unknown, headers?: Record<string, string>,
 *   client?: import('../proof/client.mjs').Client, refuses?: number, settles?: boolean, onceOnly?: boolean }} Prepared
 */

/** Fields that the stages of the ready pipeline ask for. */
export async function opportunityFields(factory) {
  return {
    accountId: await factory.link('account'),
    contactId: await factory.link('contact'),
    productId: await factory.link('product'),
    amount: { amount: String(factory.random.between(1, 1e9)) },
    expectedCloseOn: '2026-12-20',
  };
}

const anOpportunity = async ({ factory }) => factory.make('opportunity', await opportunityFields(factory));

async function closedOpportunity(company) {
  const record = await anOpportunity(company);
  await company.client.must('POST', `/opportunities/${record.id}/win`, {});
  return record;
}

/** A pipeline of its own, with opportunities in the stage that is to go. */
async function crowdedStage({ client, factory }) {
  const { id } = await factory.make('pipeline');
  const { stages } = await client.must('GET', `/pipelines/${id}`);
  const [from, into] = stages;
  for (let i = 0; i < 3; i += 1)
    await factory.make('opportunity', { ...(await opportunityFields(factory)), pipelineId: id, stageId: from.id });
  return { from: from.id, into: into.id, other: stages[2]?.id };
}

/** The company's own record type that the routes of such types are called on; the same each time. */
async function ownType({ client }) {
  const { data } = await client.must('GET', '/record-types');
  const known = data.find(({ name }) => name === 'device');
  if (known) return known.resource;
  const body = { name: 'device', resource: 'devices', oneFa: 'دستگاه', manyFa: 'دستگاه‌ها' };
  return (await client.must('POST', '/record-types', body)).resource;
}

/** A record of that type. */
async function ownRecord(company) {
  const resource = await ownType(company);
  const { id } = await company.client.must('POST', `/${resource}`, { name: company.random.word() });
  return { resource, id };
}

/** A bulk edit that has happened, to be taken back. */
async function operation({ client, factory, random }) {
  const word = random.word();
  const data = Array.from({ length: 5 }, (_, i) => ({ externalId: `${word}-${i}`, name: `دسته ${word} ${i}` }));
  const { data: rows } = await client.must('POST', '/accounts/bulk', { data });
  const { data: changes } = await client.must('GET', `/accounts/${rows[0].id}/history`);
  await factory.link('account');
  return changes[0].operationId;
}

/** An import that waits for its start. */
export async function waitingImport({ client, random }, rows = 20) {
  const word = random.word();
  const lines = Array.from({ length: rows }, (_, i) => `نام ${i},فامیل ${word} ${i}`);
  const file = multipart(
    { recordType: 'contact' },
    { name: `${word}.csv`, content: `نام,نام خانوادگی\n${lines.join('\n')}\n` },
  );
  const made = await client.must('POST', '/imports', file.body, file.headers);
  await client.must('PATCH', `/imports/${made.id}`, {
    mode: 'create',
    mapping: [
      { field: 'firstName', column: 'نام' },
      { field: 'lastName', column: 'نام خانوادگی' },
    ],
  });
  return { id: made.id, word };
}

/** Two webhooks that reach nobody: the place is closed. */
async function webhookBodies(company) {
  const userId = await integrationUser(company);
  const events = [{ recordType: 'account', actions: ['created'] }];
  const body = { name: 'حسابداری', url: 'http://127.0.0.1:9/', userId, events, active: false };
  return { body, again: { ...body, name: 'انبار' } };
}

/** The path of a webhook. */
async function webhook(company) {
  const { id } = await company.client.must('POST', '/webhooks', (await webhookBodies(company)).body);
  return `/webhooks/${id}`;
}

async function integrationUser({ factory }) {
  return factory.fresh('user', { kind: 'integration' });
}

/** Somebody with an account to hand over. */
async function workingUser({ factory }) {
  const userId = await factory.fresh('user');
  await factory.make('account', { ownerId: userId });
  return userId;
}

/** A person who has signed in. */
async function signedIn({ client, factory }, roleIds = []) {
  const { username, password, ...body } = await factory.body(factory.type('user'));
  const person = { ...body, username, password, kind: 'person', active: true, roleIds };
  const { id } = await client.must('POST', '/users', person);
  return { id, password, client: await client.as().signIn(username, password) };
}

/** Somebody who sees accounts, with phone and e-mail masked. */
async function withMaskedPhones(company) {
  const { id } = await company.client.must('POST', '/roles', {
    name: `پوشیده ${company.random.word()}`,
    grants: [{ recordType: 'account', action: 'view', scope: 'all' }],
    fields: ['phone', 'email'].map((field) => ({ recordType: 'account', field, level: 'masked' })),
  });
  return (await signedIn(company, [id])).client;
}

/** Somebody with a code generator whose first code, `otp`, has not been shown yet. */
async function beginningTwoStep(company) {
  const person = await signedIn(company);
  const { secret } = await person.client.must('POST', '/auth/two-step/begin', { currentPassword: person.password });
  return { ...person, otp: await generate({ secret }) };
}

/** Somebody with a second step in force. */
async function withTwoStep(company) {
  const { otp, ...person } = await beginningTwoStep(company);
  const { recoveryCodes } = await person.client.must('POST', '/auth/two-step/confirm', { otp });
  return { ...person, recoveryCodes };
}

/**
 * Routes that do more than the standard ones of a record type, by method and template. A route that is neither here nor
 * standard fails the run: nobody has to remember to add it, and nobody can forget.
 *
 * @type {Record<string, (company: object) => Promise<Prepared>>}
 */
export const ACTIONS = {
  'POST /leads/{id}/convert': async ({ factory }) => ({
    path: `/leads/${(await factory.make('lead', { firstName: 'نمونه', companyName: 'شرکت نمونه' })).id}/convert`,
    body: {},
    again: { opportunity: null },
  }),
  'POST /leads/{id}/disqualify': async ({ factory }) => ({
    path: `/leads/${await factory.fresh('lead')}/disqualify`,
    body: { reason: 'بودجه ندارد' },
    again: { reason: 'پاسخ نمی‌دهد' },
  }),
  'POST /leads/{id}/assign': async ({ factory }) => ({
    path: `/leads/${await factory.fresh('lead')}/assign`,
    body: { ownerId: await factory.fresh('user') },
    again: { ownerId: factory.userId },
  }),
  'POST /opportunities/{id}/win': async (company) => ({
    path: `/opportunities/${(await anOpportunity(company)).id}/win`,
    body: { reason: 'قیمت' },
    again: { reason: 'کیفیت' },
  }),
  'POST /opportunities/{id}/lose': async (company) => ({
    path: `/opportunities/${(await anOpportunity(company)).id}/lose`,
    body: { lossReasonId: company.lossReasonId },
    again: { lossReasonId: company.lossReasonId, note: 'گران بود' },
  }),
  'POST /opportunities/{id}/reopen': async (company) => ({
    path: `/opportunities/${(await closedOpportunity(company)).id}/reopen`,
  }),
  'POST /opportunities/{id}/move': async (company) => ({
    path: `/opportunities/${(await anOpportunity(company)).id}/move`,
    body: { stageId: company.stages[1] },
    again: { stageId: company.stages[2] },
  }),
  'POST /stages/{id}/merge': async (company) => {
    const { from, into, other } = await crowdedStage(company);
    return { path: `/stages/${from}/merge`, body: { intoStageId: into }, again: { intoStageId: other } };
  },
  'POST /activities/{id}/complete': async ({ factory }) => ({
    path: `/activities/${await factory.fresh('activity', { about: { type: 'account', id: await factory.fresh('account') } })}/complete`,
    body: { outcome: 'done', nextStep: { type: 'call', subject: 'پیگیری', dueAt: '2026-12-25T06:30:00Z' } },
    again: { outcome: 'noAnswer' },
  }),
  'POST /activities/{id}/reopen': async ({ client, factory }) => {
    const id = await factory.fresh('activity');
    await client.must('POST', `/activities/${id}/complete`, {});
    return { path: `/activities/${id}/reopen` };
  },
  'POST /{resource}/merge': async (company) => {
    const pair = async () => [await ownRecord(company), await ownRecord(company)];
    const bodyOf = ([into, other]) => ({ ids: [into.id, other.id], into: into.id });
    const own = await pair();
    return { path: `/${own[0].resource}/merge`, body: bodyOf(own), again: bodyOf(await pair()) };
  },
  'POST /{resource}': async (company) => ({
    path: `/${await ownType(company)}`,
    body: { name: company.random.word() },
    again: { name: company.random.word() },
  }),
  'POST /{resource}/bulk': async (company) => ({
    path: `/${await ownType(company)}/bulk`,
    body: { data: [{ name: company.random.word() }, { name: company.random.word() }] },
    again: { data: [{ name: company.random.word() }] },
  }),
  'POST /{resource}/bulk-edit': async (company) => {
    const { resource, id } = await ownRecord(company);
    const filter = { field: 'id', op: 'eq', value: id };
    const changes = { name: company.random.word() };
    return {
      path: `/${resource}/bulk-edit`,
      body: { filter, changes },
      again: { filter: { and: [filter] }, changes },
    };
  },
  'POST /{resource}/bulk-delete': async (company) => {
    const [one, other] = [await ownRecord(company), await ownRecord(company)];
    const filterOf = ({ id }) => ({ field: 'id', op: 'eq', value: id });
    return {
      path: `/${one.resource}/bulk-delete`,
      body: { filter: filterOf(one) },
      again: { filter: filterOf(other) },
    };
  },
  'POST /{resource}/{id}/restore': async (company) => {
    const { resource, id } = await ownRecord(company);
    await company.client.must('DELETE', `/${resource}/${id}`);
    return { path: `/${resource}/${id}/restore` };
  },
  'POST /{resource}/{id}/follow': async ({ factory }) => ({
    path: `/accounts/${await factory.fresh('account')}/follow`,
  }),
  'POST /{resource}/{id}/presence': async ({ factory }) => ({
    path: `/accounts/${await factory.fresh('account')}/presence`,
    body: { state: 'viewing' },
    again: { state: 'editing', fields: ['name'] },
  }),
  'POST /notes/{id}/react': async ({ factory }) => ({
    path: `/notes/${(await factory.make('note', { about: { type: 'account', id: await factory.fresh('account') } })).id}/react`,
    body: { reaction: 'agree', on: true },
    again: { reaction: 'thanks', on: true },
  }),
  'POST /conversations': async ({ factory }) => ({
    path: '/conversations',
    body: { userIds: [await factory.fresh('user')] },
    again: { userIds: [await factory.fresh('user')] },
  }),
  'POST /conversations/{id}/read': async ({ client, factory }) => {
    const { id } = await client.must('POST', '/conversations', { userIds: [await factory.fresh('user')] });
    return { path: `/conversations/${id}/read` };
  },
  'POST /settings/calendar/preview': async () => ({
    path: '/settings/calendar/preview',
    body: { exceptions: [{ date: '2028-01-05', hours: [] }] },
    again: { exceptions: [] },
  }),
  'POST /settings/calendar/read-holidays': async () => ({
    path: '/settings/calendar/read-holidays',
    body: { csv: '1406/01/14,عید فطر' },
    again: { csv: '1406/01/15,عید فطر' },
  }),
  'POST /announcements/{id}/read': async ({ factory }) => ({
    path: `/announcements/${(await factory.make('announcement', { roleIds: [], orgUnitIds: [] })).id}/read`,
  }),
  'POST /{resource}/{id}/shares': async ({ factory }) => {
    const userId = await factory.fresh('user', { kind: 'person', active: true });
    return {
      path: `/accounts/${await factory.fresh('account')}/shares`,
      body: { userId, level: 'view', reason: 'مرخصی' },
      again: { userId, level: 'edit' },
    };
  },
  'POST /{resource}/{id}/reveal': async (company) => ({
    client: await withMaskedPhones(company),
    path: `/accounts/${(await company.factory.make('account', { phone: '02188776655', email: 'a@example.ir' })).id}/reveal`,
    body: { field: 'phone' },
    again: { field: 'email' },
    onceOnly: true,
  }),
  'POST /access/view-as': async ({ factory }) => ({
    path: '/access/view-as',
    body: { userId: await factory.fresh('user', { kind: 'person', active: true }) },
    again: { userId: await factory.fresh('user', { kind: 'person', active: true }) },
    onceOnly: true,
  }),
  'POST /access/simulate': async () => ({
    path: '/access/simulate',
    body: { grants: [], fields: [] },
    again: { grants: [{ recordType: 'account', action: 'view', scope: 'own' }], fields: [] },
  }),
  'POST /{resource}/{id}/revert': async ({ client, factory }) => {
    const { id } = await factory.make('account', { city: 'تهران' });
    await client.must('PATCH', `/accounts/${id}`, { city: 'کرج' });
    const { data } = await client.must('GET', `/accounts/${id}/history`);
    return {
      path: `/accounts/${id}/revert`,
      body: { changeId: data[0].id },
      again: { changeId: data[0].id, fields: ['city'] },
    };
  },
  'POST /changes/{operationId}/undo': async (company) => ({ path: `/changes/${await operation(company)}/undo` }),
  'POST /operations/{operationId}/undo': async ({ client, factory }) => {
    const filter = { field: 'id', op: 'eq', value: await factory.fresh('account') };
    const { operationId } = await client.must('POST', '/accounts/bulk-edit', { filter, changes: { city: 'یزد' } });
    return { path: `/operations/${operationId}/undo` };
  },
  'POST /users/{id}/handover/preview': async (company) => ({
    path: `/users/${await workingUser(company)}/handover/preview`,
    body: {},
    again: { rules: [{ recordType: 'account', to: { kind: 'keep' } }] },
  }),
  'POST /users/{id}/handover': async (company) => {
    const to = (userId) => ({ rules: [{ recordType: 'account', to: { kind: 'user', userId } }] });
    return {
      path: `/users/${await workingUser(company)}/handover`,
      body: to(company.factory.userId),
      again: { ...to(company.factory.userId), reason: 'پایان همکاری' },
      settles: true,
    };
  },
  'POST /audit/verify': async () => ({ path: '/audit/verify' }),
  'POST /notifications/read': async () => ({ path: '/notifications/read', body: { all: true } }),
  'POST /files': async ({ factory, random }) => {
    const about = JSON.stringify({ type: 'account', id: await factory.fresh('account') });
    const file = (content) => multipart({ about }, { name: 'قرارداد.txt', content });
    const word = random.word();
    const [one, other] = [file(`متن ${word}`), file(`متن دیگر ${word}`)];
    return { path: '/files', body: one.body, headers: one.headers, again: other.body, againHeaders: other.headers };
  },
  'POST /imports': async ({ random }) => {
    const file = (name) =>
      multipart({ recordType: 'contact' }, { name: 'مخاطبان.csv', content: `نام خانوادگی\n${name}\n` });
    const [one, other] = [file(random.word()), file(random.word())];
    return { path: '/imports', body: one.body, headers: one.headers, again: other.body, againHeaders: other.headers };
  },
  'POST /imports/{id}/preview': async (company) => ({ path: `/imports/${(await waitingImport(company)).id}/preview` }),
  'POST /imports/{id}/run': async (company) => ({
    path: `/imports/${(await waitingImport(company)).id}/run`,
    settles: true,
  }),
  'POST /imports/{id}/cancel': async (company) => ({
    path: `/imports/${(await waitingImport(company)).id}/cancel`,
    refuses: 409,
  }),
  'POST /imports/{id}/undo': async (company) => {
    const { id } = await waitingImport(company);
    await company.client.must('POST', `/imports/${id}/run`);
    await importEnd(company.client, id);
    return { path: `/imports/${id}/undo`, settles: true };
  },
  'POST /api-keys': async (company) => {
    const userId = await integrationUser(company);
    // Shown once: a repeat is told so, and makes none.
    return { path: '/api-keys', body: { name: 'حسابداری', userId }, again: { name: 'انبار', userId }, onceOnly: true };
  },
  'POST /api-keys/{id}/rotate': async (company) => {
    const body = { name: 'حسابداری', userId: await integrationUser(company) };
    const { id } = await company.client.must('POST', '/api-keys', body);
    return { path: `/api-keys/${id}/rotate`, body: {}, again: { overlapHours: 1 }, onceOnly: true };
  },
  'POST /webhooks': async (company) => ({ path: '/webhooks', ...(await webhookBodies(company)), onceOnly: true }),
  'POST /webhooks/{id}/rotate': async (company) => ({ path: `${await webhook(company)}/rotate`, onceOnly: true }),
  'POST /webhooks/{id}/test': async (company) => ({ path: `${await webhook(company)}/test` }),
  'POST /webhooks/{id}/replay': async (company) => ({
    path: `${await webhook(company)}/replay`,
    body: { from: '2026-01-01T00:00:00Z' },
    again: { from: '2026-02-01T00:00:00Z' },
  }),
  'POST /auth/sessions/revoke-others': async () => ({ path: '/auth/sessions/revoke-others' }),
  'POST /auth/password': async ({ client, factory, random }) => {
    const type = factory.type('user');
    const { username, password, ...body } = await factory.body(type);
    await client.must('POST', '/users', { ...body, username, password });
    return {
      client: await client.as().signIn(username, password),
      path: '/auth/password',
      body: { currentPassword: password, newPassword: `another-${random.word()}` },
    };
  },
  'POST /duplicate-scans': async () => ({
    path: '/duplicate-scans',
    body: { type: 'account' },
    again: { type: 'lead' },
  }),
  'POST /duplicate-groups/dismiss': async ({ factory }) => {
    const pair = async () => ({
      type: 'account',
      ids: [await factory.fresh('account'), await factory.fresh('account')],
    });
    return { path: '/duplicate-groups/dismiss', body: await pair(), again: await pair() };
  },
  'POST /auth/two-step/begin': async (company) => {
    const { client, password } = await signedIn(company);
    return {
      client,
      path: '/auth/two-step/begin',
      body: { currentPassword: password },
      again: { currentPassword: `${password}.` },
      onceOnly: true,
    };
  },
  'POST /auth/two-step/confirm': async (company) => {
    const { client, otp } = await beginningTwoStep(company);
    return { client, path: '/auth/two-step/confirm', body: { otp }, again: { otp: `${otp} ` }, onceOnly: true };
  },
  'POST /auth/two-step/recovery-codes': async (company) => {
    const { client, password } = await withTwoStep(company);
    return {
      client,
      path: '/auth/two-step/recovery-codes',
      body: { currentPassword: password },
      again: { currentPassword: `${password}.` },
      onceOnly: true,
    };
  },
  'POST /auth/two-step/removal': async (company) => {
    const { client, password, recoveryCodes } = await withTwoStep(company);
    const body = (otp) => ({ currentPassword: password, otp });
    return { client, path: '/auth/two-step/removal', body: body(recoveryCodes[0]), again: body(recoveryCodes[1]) };
  },
  'POST /users/{id}/invite': async ({ factory }) => ({
    path: `/users/${await factory.fresh('user', { kind: 'person', active: true })}/invite`,
    onceOnly: true,
  }),
  'POST /users/{id}/force-password': async (company) => ({
    path: `/users/${(await signedIn(company)).id}/force-password`,
  }),
  'POST /users/{id}/end-sessions': async (company) => ({
    path: `/users/${(await signedIn(company)).id}/end-sessions`,
    body: {},
    again: { sessionId: randomUUID() },
  }),
  'POST /users/{id}/reset-two-step': async (company) => ({
    path: `/users/${(await withTwoStep(company)).id}/reset-two-step`,
  }),
  // Nothing is set up to talk to: what is refused leaves nothing behind, however often.
  'POST /settings/mail/test': async () => ({
    path: '/settings/mail/test',
    body: { to: 'sara.moradi@example.ir' },
    refuses: 422,
  }),
  'POST /settings/directory/test': async () => ({ path: '/settings/directory/test', body: {}, refuses: 422 }),
  'POST /settings/directory/sync': async () => ({ path: '/settings/directory/sync', settles: true }),
  'POST /setup/empty': async () => ({ path: '/setup/empty' }),
};

/**
 * Routes that take no key, and why: those of sign-in and of invitations have no caller yet whose key it could be, and use
 * up a ticket or answer with a secret of one device; the sample company can be loaded once anyway, and refuses a second time.
 */
export const WITHOUT_KEY = new Set([
  'POST /auth/login',
  'POST /auth/two-step',
  'POST /auth/two-step/enrolment',
  'POST /auth/password/renewal',
  'POST /auth/invitation/look',
  'POST /auth/invitation',
  'POST /auth/refresh',
  'POST /auth/logout',
  'POST /setup/sample',
]);

/** Waits until an import has come to its end. */
export async function importEnd(client, id, seconds = 180) {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await client.get(`/imports/${id}`).catch(() => undefined);
    if (answer?.ok && ['done', 'failed', 'cancelled', 'undone'].includes(answer.body.status)) return answer.body;
    if (Date.now() > deadline)
      throw new Error(`import ${id} has not ended in ${seconds} s: ${answer?.text.slice(0, 300)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Every POST route of the API document, with how to call it. */
export function postRoutes(factory) {
  const routes = [];
  for (const [template, methods] of Object.entries(factory.document.paths)) {
    if (!methods.post) continue;
    const name = `POST ${template.replace('/api/v1', '')}`;
    routes.push({ name, prepare: WITHOUT_KEY.has(name) ? undefined : (ACTIONS[name] ?? standard(factory, name)) });
  }
  return routes;
}

/** The standard routes of a record type: make one, many, change or remove all that match, restore one. */
function standard(factory, name) {
  const [, resource, rest] =
    /^POST \/([a-z-]+)(?:\/(bulk|bulk-edit|bulk-delete|merge|\{id\}\/restore))?$/.exec(name) ?? [];
  const type = [...factory.all.values()].find((known) => known.resource === resource);
  if (!type) return undefined;
  if (rest === undefined && !factory.types.includes(type)) return undefined;
  if (rest === undefined)
    return async () => ({ path: `/${resource}`, body: await factory.body(type), again: await factory.body(type) });
  if (rest === 'bulk')
    return async () => ({
      path: `/${resource}/bulk`,
      body: { data: [await factory.body(type), await factory.body(type)] },
      again: { data: [await factory.body(type)] },
    });
  if (rest === 'merge')
    return async () => {
      const bodyOf = async () => {
        const ids = [await factory.fresh(type.name), await factory.fresh(type.name)];
        return { ids, into: ids[0] };
      };
      return { path: `/${resource}/merge`, body: await bodyOf(), again: await bodyOf() };
    };
  if (rest === 'bulk-edit' || rest === 'bulk-delete')
    return async () => {
      const filterOf = async () => ({ field: 'id', op: 'eq', value: await factory.fresh(type.name) });
      const filter = await filterOf();
      const path = `/${resource}/${rest}`;
      if (rest === 'bulk-delete') return { path, body: { filter }, again: { filter: await filterOf() } };
      const field = factory.manySetFields(type)[0];
      const changes = { [field.name]: await factory.value(field) };
      return { path, body: { filter, changes }, again: { filter: { and: [filter] }, changes } };
    };
  return async (company) => {
    const id =
      type.name === 'file'
        ? (await company.client.must('POST', ...(await uploadCall(company)))).id
        : await factory.fresh(type.name);
    await company.client.must('DELETE', `/${resource}/${id}`);
    return { path: `/${resource}/${id}/restore` };
  };
}

async function uploadCall(company) {
  const { path, body, headers } = await ACTIONS['POST /files'](company);
  return [path, body, headers];
}
