/**
 * The walk of docs/integration.md with the client of peyvand.ts:
 * `HOST=http://127.0.0.1:3000 KEY=pk_… node walk.ts`. Every step says what it found; a wrong finding ends it with 1.
 */
import assert from 'node:assert/strict';
import { type BulkRow, Peyvand, PeyvandError, type PeyvandRecord } from './peyvand.ts';

const host = process.env.HOST ?? 'http://127.0.0.1:3000';
const key = process.env.KEY;
if (!key) throw new Error('KEY is missing: the API key of the integration user');
/** Requests a minute that the server lets an integration send (RATE_LIMIT_INTEGRATION). */
const limit = Number(process.env.LIMIT ?? 6000);

const peyvand = new Peyvand(host, key);
const mark = Date.now().toString(36);
const customer = (i: number) => ({
  externalId: `TS-${mark}-${i}`,
  kind: 'company',
  name: `مشتری ${i} ${mark}`,
  relation: 'customer',
  city: i % 2 === 0 ? 'تهران' : 'تبریز',
});
const count = (rows: readonly BulkRow[], status: BulkRow['status']) =>
  rows.filter((row) => row.status === status).length;

await upsertAThousand();
await followTheFeed();
await repeatARequest();
await loseARace();
await respectTheLimit();

/** 1. A thousand customers up, and the same thousand again, of which one has changed. */
async function upsertAThousand(): Promise<void> {
  const rows = Array.from({ length: 1000 }, (_, i) => customer(i));
  const first = await peyvand.upsert('accounts', rows);
  assert.equal(count(first, 'created'), 1000, first.find((row) => row.status === 'failed')?.problem?.detail);
  const again = await peyvand.upsert('accounts', [{ ...rows[0], city: 'شیراز' }, ...rows.slice(1)]);
  assert.deepEqual([count(again, 'updated'), count(again, 'unchanged')], [1, 999]);
  console.log('upsert    1000 created, then 1 updated and 999 unchanged');
}

/** 2. The feed, while others write: every change once, in order, none missing. */
async function followTheFeed(): Promise<void> {
  let cursor = await peyvand.latest();
  const written = new Set<string>();
  const seen: string[] = [];
  let writing = true;
  const writers = [1, 2, 3].map(async (writer) => {
    for (let i = 0; i < 4; i += 1) {
      const rows = Array.from({ length: 25 }, (_, n) => customer(writer * 10_000 + i * 100 + n));
      for (const row of await peyvand.upsert('accounts', rows)) written.add(row.id as string);
    }
  });
  const done = Promise.all(writers).then(() => {
    writing = false;
  });
  const deadline = Date.now() + 120_000;
  while (writing || [...written].some((id) => !seen.includes(id))) {
    assert.ok(Date.now() < deadline, 'a change is missing');
    const page = await peyvand.changes(cursor, ['account']);
    seen.push(...page.data.filter(({ action }) => action === 'create').map(({ recordId }) => recordId));
    // Keep it with what you made of the page. The same again means: nothing new, ask later.
    cursor = page.nextCursor;
    if (page.data.length === 0) await new Promise((resolve) => setTimeout(resolve, 500));
  }
  await done;
  const mine = seen.filter((id) => written.has(id));
  assert.equal(new Set(mine).size, mine.length, 'a change came twice');
  console.log(`changes   ${written.size} of ${written.size} seen once, while three writers wrote`);
}

/** 3. The answer got lost: the same request again makes no second customer. */
async function repeatARequest(): Promise<void> {
  const idempotencyKey = crypto.randomUUID();
  const body = customer(50_000);
  const first = await peyvand.call<PeyvandRecord>('POST', '/accounts', { body, idempotencyKey });
  const second = await peyvand.call<PeyvandRecord>('POST', '/accounts', { body, idempotencyKey });
  assert.equal(second.id, first.id);
  const other = await refusal(peyvand.call('POST', '/accounts', { body: customer(50_001), idempotencyKey }));
  assert.deepEqual([other.problem.status, other.problem.code], [409, 'idempotency.otherRequest']);
  console.log('repeat    the first answer again; another body with this key is 409');
}

/** 4. Somebody was faster: 412 tells what is there now, and you decide on both values. */
async function loseARace(): Promise<void> {
  const read = await peyvand.call<PeyvandRecord>('POST', '/accounts', { body: customer(60_000) });
  await peyvand.call('PATCH', `/accounts/${read.id}`, { body: { city: 'اصفهان' }, ifMatch: read.version });
  const wish = { city: 'مشهد' };
  const { problem } = await refusal(
    peyvand.call('PATCH', `/accounts/${read.id}`, { body: wish, ifMatch: read.version }),
  );
  assert.deepEqual([problem.status, problem.code, problem.current?.city], [412, 'record.stale', 'اصفهان']);
  const current = problem.current as PeyvandRecord;
  const saved = await peyvand.call<PeyvandRecord>('PATCH', `/accounts/${read.id}`, {
    body: wish,
    ifMatch: current.version,
  });
  assert.equal(saved.city, 'مشهد');
  console.log(
    `conflict  412: mine ${wish.city}, theirs ${String(current.city)}; saved on top of version ${current.version}`,
  );
}

/** 5. Too fast: 429 says how long to wait, and after that it goes on. */
async function respectTheLimit(): Promise<void> {
  let refused: Response | undefined;
  for (let sent = 0; sent <= limit && !refused; sent += 20) {
    const answers = await Promise.all(Array.from({ length: 20 }, () => peyvand.send('GET', '/me')));
    refused = answers.find(({ status }) => status === 429);
    await Promise.all(answers.map((answer) => answer.arrayBuffer()));
  }
  assert.ok(refused, `no 429 within ${limit} requests: set LIMIT to what the server allows`);
  assert.match(refused.headers.get('retry-after') ?? '', /^[1-9]\d*$/);
  await peyvand.call('GET', '/me');
  assert.ok(peyvand.waits > 0, 'the client has not waited');
  console.log(`limit     429 with Retry-After ${refused.headers.get('retry-after')}; waited, and it went on`);
}

async function refusal(call: Promise<unknown>): Promise<PeyvandError> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof PeyvandError, 'should have been refused');
  return error;
}
