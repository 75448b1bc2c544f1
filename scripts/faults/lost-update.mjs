import { ACTIONS, opportunityFields, waitingImport } from './actions.mjs';
import { openCompany } from './company.mjs';

/** Rounds per record type and pair of calls. */
const PAIRS = 3;

/**
 * Check 7 (P7, P17): two people with the same version of a record write at once: by PATCH of every record type, with the
 * version as `If-Match` or in the body, on one field or on two, and by actions. One succeeds; the other is told so with
 * the record as it is now, and nothing of theirs is written.
 */
export async function lostUpdate(check, { product, random, pairs = PAIRS }) {
  const company = await openCompany(product, random);
  const types = company.factory.types.filter((type) => company.factory.textFields(type).length > 0);
  for (const type of company.factory.types.filter((known) => !types.includes(known)))
    check.fail(`${type.name}: has no field that an edit could be told by`);
  for (const type of types)
    for (let i = 0; i < pairs; i += 1)
      await patches(check, company, type, i % 2 === 0).catch((error) => check.fail(`${type.name}: ${error.message}`));
  for (const [name, duel] of Object.entries(DUELS))
    for (let i = 0; i < pairs; i += 1)
      await actions(check, company, name, duel).catch((error) => check.fail(`${name}: ${error.message}`));
  check.figures.types = types.length;
}

async function patches(check, { client, factory, random }, type, inHeader) {
  const made = await factory.make(type.name);
  const fields = factory.textFields(type);
  const [mine, theirs] = [random.pick(fields), random.pick(fields)];
  const path = `/${type.resource}/${made.id}`;
  const write = async (field) => {
    const body = { [field.name]: await factory.value(field) };
    const answer = inHeader
      ? await client.patch(path, body, { 'if-match': `"${made.version}"` })
      : await client.patch(path, { ...body, version: made.version });
    return { body, field, answer };
  };
  const results = await Promise.all([write(mine), write(theirs)]);
  const [winner, ...moreWinners] = results.filter(({ answer }) => answer.ok);
  const loser = results.find(({ answer }) => !answer.ok);
  const what = `${type.name}.${mine.name}/${theirs.name} by ${inHeader ? 'If-Match' : 'version'}`;
  if (
    !check.expect(winner && moreWinners.length === 0 && loser, `${what}: ${results.map(({ answer }) => answer.status)}`)
  )
    return;
  check.expect(loser.answer.status === 412 && loser.answer.isProblem, `${what}: the loser got ${loser.answer.status}`);
  const { current } = loser.answer.body ?? {};
  check.expect(
    current?.[winner.field.name] === winner.answer.body[winner.field.name] && current?.version === made.version + 1,
    `${what}: the loser was not shown what the winner wrote`,
  );
  const now = await client.must('GET', path);
  const kept =
    winner.field.name === loser.field.name ? winner.answer.body[loser.field.name] : (made[loser.field.name] ?? null);
  check.expect(
    now.version === made.version + 1 && (now[loser.field.name] ?? null) === (kept ?? null),
    `${what}: something of the loser stands`,
  );
}

const patch = (path, body) => ['PATCH', path, body];
const post = (path, body) => ['POST', path, body];
const ofOpportunity = async ({ factory }) => factory.make('opportunity', await opportunityFields(factory));

/** Two calls about one record that cannot both be meant: the record, and the calls. */
const DUELS = {
  'win and lose': async (company) => {
    const record = await ofOpportunity(company);
    const path = `/opportunities/${record.id}`;
    return {
      record,
      path,
      calls: [post(`${path}/win`, {}), post(`${path}/lose`, { lossReasonId: company.lossReasonId })],
    };
  },
  'move and move': async (company) => {
    const record = await ofOpportunity(company);
    const path = `/opportunities/${record.id}`;
    const [, one, other] = company.stages;
    return { record, path, calls: [post(`${path}/move`, { stageId: one }), post(`${path}/move`, { stageId: other })] };
  },
  'win and edit': async (company) => {
    const record = await ofOpportunity(company);
    const path = `/opportunities/${record.id}`;
    return { record, path, calls: [post(`${path}/win`, {}), patch(path, { name: 'نام دیگر' })] };
  },
  'convert and disqualify': async ({ factory }) => {
    const record = await factory.make('lead', { companyName: 'شرکت نمونه' });
    const path = `/leads/${record.id}`;
    return {
      record,
      path,
      calls: [post(`${path}/convert`, {}), post(`${path}/disqualify`, { reason: 'بودجه ندارد' })],
    };
  },
  'assign and edit': async ({ factory }) => {
    const record = await factory.make('lead');
    const path = `/leads/${record.id}`;
    return {
      record,
      path,
      calls: [post(`${path}/assign`, { ownerId: await factory.fresh('user') }), patch(path, { city: 'تبریز' })],
    };
  },
  'complete and edit': async ({ factory }) => {
    const record = await factory.make('activity');
    const path = `/activities/${record.id}`;
    return {
      record,
      path,
      calls: [post(`${path}/complete`, { outcome: 'done' }), patch(path, { subject: 'موضوع دیگر' })],
    };
  },
  'remove and edit': async ({ factory }) => {
    const record = await factory.make('account');
    const path = `/accounts/${record.id}`;
    return { record, path, calls: [['DELETE', path], patch(path, { city: 'تبریز' })] };
  },
  'revert and edit': async ({ client, factory }) => {
    const { id } = await factory.make('account', { city: 'تهران' });
    const path = `/accounts/${id}`;
    const record = await client.must('PATCH', path, { city: 'کرج' });
    const { data } = await client.must('GET', `${path}/history`);
    return {
      record,
      path,
      calls: [post(`${path}/revert`, { changeId: data[0].id }), patch(path, { province: 'فارس' })],
    };
  },
  'name of a file': async (company) => {
    const { body, headers } = await ACTIONS['POST /files'](company);
    const record = await company.client.must('POST', '/files', body, headers);
    const path = `/files/${record.id}`;
    return { record, path, calls: [patch(path, { name: 'یک.txt' }), patch(path, { name: 'دو.txt' })] };
  },
  'set-up of an import': async (company) => {
    const { id } = await waitingImport(company);
    const path = `/imports/${id}`;
    const record = await company.client.must('GET', path);
    return {
      record,
      path,
      calls: [
        patch(path, { mode: 'upsert', keyFields: ['lastName'] }),
        patch(path, { mode: 'update', keyFields: ['lastName'] }),
      ],
    };
  },
  settings: async ({ client, random }) => {
    const record = await client.must('GET', '/settings');
    const call = () => patch('/settings', { companyName: random.word() });
    return { record, path: '/settings', calls: [call(), call()] };
  },
  'lead scoring': async ({ client }) => {
    const answer = await client.get('/lead-scoring');
    const record = { version: Number(/\d+/.exec(answer.headers.etag ?? '')?.[0] ?? 0) };
    const call = (points) => patch('/lead-scoring', { hasMobile: points });
    return { record, path: '/lead-scoring', calls: [call(11), call(12)] };
  },
};

async function actions(check, company, name, duel) {
  const { record, path, calls } = await duel(company);
  const headers = { 'if-match': `"${record.version}"` };
  const answers = await Promise.all(calls.map(([method, to, body]) => company.client.call(method, to, body, headers)));
  const [winner, ...moreWinners] = answers.filter(({ ok }) => ok);
  const loser = answers.find(({ ok }) => !ok);
  if (!check.expect(winner && moreWinners.length === 0 && loser, `${name}: ${answers.map(({ status }) => status)}`))
    return;
  // Whoever comes to a record that is gone, or ended, is told that instead: it says more than "changed".
  check.expect(
    [404, 409, 412].includes(loser.status) && loser.isProblem,
    `${name}: the loser got ${loser.status} ${loser.text.slice(0, 150)}`,
  );
  if (loser.status === 412 && path !== '/settings' && path !== '/lead-scoring')
    check.expect(
      loser.body.current?.version === record.version + 1,
      `${name}: the loser was not shown the record as it is`,
    );
}
