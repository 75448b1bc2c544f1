import { setTimeout as delay } from 'node:timers/promises';
import { ADMIN_PASSWORD } from '../proof/server.mjs';

const PAUSE_AFTER_FAILURE_MS = 100;
const OWN_RECORDS = 40;

/** The column of a field, as the product names columns. */
export function columnOf(field) {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/**
 * People at work: each makes, edits, moves, ends, removes and restores records of their own, one call after the other,
 * and writes down what was acknowledged. A failed call is noted as unanswered and its record left alone from then on.
 */
export class Writers {
  #stopped = false;
  #running = [];

  /**
   * @param {{ client: import('../proof/client.mjs').Client, factory: import('../proof/factory.mjs').Factory,
   *   ledger: import('../proof/ledger.mjs').Ledger, tables: Map<string, string>, stages: string[], lossReasonId: string }} tools
   */
  constructor(tools, count, random) {
    this.tools = tools;
    /** Moments of acknowledged writes, on the clock of `performance.now()`. */
    this.lastAcknowledged = 0;
    /** Answers that are neither success nor a clean refusal. */
    this.unclean = [];
    this.refused = [];
    this.count = count;
    this.random = random;
  }

  start() {
    for (let i = 0; i < this.count; i += 1) this.#running.push(this.#work(this.random.fork()));
    return this;
  }

  async stop() {
    this.#stopped = true;
    await Promise.all(this.#running);
  }

  async #work(random) {
    const { factory, client } = this.tools;
    const own = { random, records: [], factory: factory.with(client, random) };
    const actions = [create, create, edit, edit, bulk, move, close, complete, remove];
    while (!this.#stopped) {
      try {
        await random.pick(actions)(this, own);
      } catch (error) {
        this.tools.ledger.unansweredCall(undefined);
        // Not an answer of the server: the call has met its end.
        this.lastFailure = error;
        await delay(PAUSE_AFTER_FAILURE_MS);
      }
    }
  }

  /** One call about a record of one's own (or a new one). @returns the answer when it was a success */
  async call(own, record, method, path, body, headers) {
    const { client, ledger } = this.tools;
    const forget = () => {
      own.records = own.records.filter((other) => other !== record);
      ledger.unansweredCall(record?.id);
    };
    let answer;
    try {
      answer = await client.call(method, path, body, headers);
    } catch (error) {
      forget();
      await delay(PAUSE_AFTER_FAILURE_MS);
      this.lastFailure = error;
      return undefined;
    }
    if (answer.ok) {
      this.lastAcknowledged = performance.now();
      return answer;
    }
    if (answer.status === 401) await client.signIn('admin', ADMIN_PASSWORD).catch(() => undefined);
    else if (answer.status >= 500) {
      if (![503, 507].includes(answer.status) || !answer.isProblem)
        this.unclean.push(`${method} ${path}: ${answer.status} ${answer.text.slice(0, 200)}`);
      forget();
      await delay(PAUSE_AFTER_FAILURE_MS);
    } else if (answer.status !== 409)
      this.refused.push(`${method} ${path}: ${answer.status} ${answer.text.slice(0, 200)}`);
    return undefined;
  }

  acknowledge(own, type, body, columns = {}) {
    const texts = this.tools.factory.textFields(type).map(({ name }) => name);
    const kept = Object.fromEntries(texts.filter((name) => name in body).map((name) => [columnOf(name), body[name]]));
    this.tools.ledger.acknowledge(this.tools.tables.get(type.name), body, { ...kept, ...columns });
    own.records = own.records.filter((other) => other.id !== body.id);
    own.records.push({ ...body, type });
    if (own.records.length > OWN_RECORDS) own.records.shift();
  }
}

/** Types whose making needs no further record that the writer would have to keep account of. */
const MADE = ['account', 'contact', 'activity', 'note', 'lead', 'opportunity', 'product'];

const ifMatch = (record) => ({ 'if-match': `"${record.version}"` });
const ofType = (own, name) => own.records.filter((record) => record.type.name === name && !record.removed);

async function create(writers, own) {
  const type = own.factory.type(own.random.pick(MADE));
  const body = await own.factory.body(type, type.name === 'opportunity' ? await fieldsOfStages(own) : {});
  const answer = await writers.call(own, undefined, 'POST', `/${type.resource}`, body);
  if (answer) writers.acknowledge(own, type, answer.body);
}

/** What the later stages of the ready pipeline ask for. */
async function fieldsOfStages({ factory, random }) {
  return {
    accountId: await factory.link('account'),
    contactId: await factory.link('contact'),
    productId: await factory.link('product'),
    amount: { amount: String(random.between(1, 1e9)) },
    expectedCloseOn: '2026-12-20',
  };
}

async function edit(writers, own) {
  const open = own.records.filter((record) => !record.removed);
  if (open.length === 0) return create(writers, own);
  const record = own.random.pick(open);
  const field = own.random.pick(own.factory.textFields(record.type));
  const body = { [field.name]: await own.factory.value(field) };
  const answer = await writers.call(
    own,
    record,
    'PATCH',
    `/${record.type.resource}/${record.id}`,
    body,
    ifMatch(record),
  );
  if (answer) writers.acknowledge(own, record.type, answer.body);
}

/** Ten accounts at once, some of them made by an earlier call. */
async function bulk(writers, own) {
  own.external ??= own.random.word();
  const type = own.factory.type('account');
  const data = Array.from({ length: 10 }, () => ({
    externalId: `${own.external}-${own.random.between(1, 30)}`,
    name: `دسته ${own.random.word()}`,
  }));
  const { ledger, tables } = writers.tools;
  own.byExternalId ??= new Map();
  const answer = await writers.call(own, undefined, 'POST', '/accounts/bulk', { data });
  if (!answer) {
    // Each row may have changed the record that an earlier call made.
    for (const { externalId } of data) ledger.unsure(own.byExternalId.get(externalId));
    return;
  }
  // The row tells only id and version; rows of one external id follow one another.
  for (const row of answer.body.data) {
    if (row.status === 'failed') continue;
    own.byExternalId.set(data[row.index].externalId, row.id);
    ledger.acknowledge(tables.get(type.name), row, { name: data[row.index].name });
  }
}

async function move(writers, own) {
  const record = own.random.pick(ofType(own, 'opportunity').filter(({ status }) => status === 'open'));
  if (!record) return create(writers, own);
  const stageId = own.random.pick(writers.tools.stages);
  const answer = await writers.call(
    own,
    record,
    'POST',
    `/opportunities/${record.id}/move`,
    { stageId },
    ifMatch(record),
  );
  if (answer) writers.acknowledge(own, record.type, answer.body, { stage_id: stageId });
}

/** Wins or loses an open opportunity, opens a closed one again. */
async function close(writers, own) {
  const record = own.random.pick(ofType(own, 'opportunity'));
  if (!record) return create(writers, own);
  const [verb, body] =
    record.status !== 'open'
      ? ['reopen']
      : own.random.pick([
          ['win', {}],
          ['lose', { lossReasonId: writers.tools.lossReasonId }],
        ]);
  const answer = await writers.call(own, record, 'POST', `/opportunities/${record.id}/${verb}`, body, ifMatch(record));
  if (answer) writers.acknowledge(own, record.type, answer.body, { status: answer.body.status });
}

async function complete(writers, own) {
  const record = own.random.pick(ofType(own, 'activity').filter(({ doneAt }) => !doneAt));
  if (!record) return create(writers, own);
  const answer = await writers.call(
    own,
    record,
    'POST',
    `/activities/${record.id}/complete`,
    { outcome: 'done' },
    ifMatch(record),
  );
  if (answer) writers.acknowledge(own, record.type, answer.body.activity);
}

/** Into the recycle bin, or out of it again. */
async function remove(writers, own) {
  const record = own.random.pick(own.records);
  if (!record) return create(writers, own);
  const path = `/${record.type.resource}/${record.id}`;
  if (record.removed) {
    const answer = await writers.call(own, record, 'POST', `${path}/restore`);
    if (answer) writers.acknowledge(own, record.type, answer.body);
    return;
  }
  const answer = await writers.call(own, record, 'DELETE', path, undefined, ifMatch(record));
  if (!answer) return;
  writers.tools.ledger.acknowledgeRemoval(record.id);
  Object.assign(record, { removed: true, version: record.version + 1 });
}
