import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Problem } from '../../src/platform/errors/problem.js';
import { runInContext } from '../../src/platform/context/request-context.js';
import { newId } from '../../src/platform/records/new-id.js';
import { openBench, widget, type Bench, type Person } from './widgets.js';

let bench: Bench;
let ali: Person;
let sara: Person;
let boss: Person;

function as<T>(person: Person, work: () => Promise<T>): Promise<T> {
  return runInContext({ operationId: newId(), locale: 'fa', source: 'web', principal: person.principal }, work);
}

async function problem(work: Promise<unknown>): Promise<Problem> {
  const error = await work.then(
    () => undefined,
    (e: unknown) => e,
  );
  if (!(error instanceof Problem)) throw error ?? new Error('nothing was refused');
  return error;
}

const create = (person: Person, body: object) => as(person, () => bench.store.create(widget, body));

beforeAll(async () => {
  bench = await openBench();
  const head = await bench.unit('دفتر مرکزی');
  const branch = await bench.unit('شعبه', head);
  ali = await bench.person('own', { unitId: branch });
  sara = await bench.person('own', { unitId: branch });
  boss = await bench.person('branchAndBelow', { unitId: head });
});
afterAll(() => bench.close());

describe('writing', () => {
  it('keeps what was given, in the stored form, with its owner, branch and version', async () => {
    const made = await create(ali, {
      name: 'علي  كاظمي',
      amount: { amount: '1250000' },
      day: '2026-11-21',
      tags: ['الف', 'الف'],
    });
    expect(made).toMatchObject({
      name: 'علی کاظمی',
      amount: { amount: '1250000', currency: 'IRR' },
      day: '2026-11-21',
      tags: ['الف'],
      version: 1,
      ownerId: ali.id,
      orgUnitId: ali.principal.data.orgUnitId,
      createdBy: ali.id,
    });
  });

  it('tells all faults of a body at once', async () => {
    const refused = await problem(
      create(ali, { nam: 'x', amount: { amount: '-1' }, day: '2026-02-30', colour: 'green' }),
    );
    expect(refused.status).toBe(400);
    expect(refused.options.faults?.map(({ path, code }) => [path, code])).toEqual([
      ['nam', 'field.unknown'],
      ['amount', 'money.negative'],
      ['day', 'field.impossibleDate'],
      ['colour', 'field.notAChoice'],
      ['name', 'field.required'],
    ]);
  });

  it.each([['a\u0000b'], ['a\ud800b']])('refuses NUL and lone surrogates', async (name) => {
    expect((await problem(create(ali, { name }))).options.faults?.[0]?.code).toBe('field.forbiddenCharacters');
  });

  it('refuses a stale save, shows how the record is now, and changes nothing', async () => {
    const made = await create(ali, { name: 'نسخه' });
    await as(ali, () => bench.store.update(widget, made.id, { name: 'دوم' }, { ifMatch: 1 }));
    const refused = await problem(as(ali, () => bench.store.update(widget, made.id, { name: 'سوم' }, { ifMatch: 1 })));
    expect(refused.status).toBe(412);
    expect(refused.options.extensions?.current).toMatchObject({ name: 'دوم', version: 2 });
    expect(await as(ali, () => bench.store.get(widget, made.id))).toMatchObject({ name: 'دوم', version: 2 });
  });

  it('lets one of two simultaneous saves of the same version win', async () => {
    const made = await create(ali, { name: 'هم‌زمان' });
    const tries = await Promise.allSettled(
      ['یک', 'دو', 'سه', 'چهار'].map((name) =>
        as(ali, () => bench.store.update(widget, made.id, { name }, { ifMatch: 1 })),
      ),
    );
    expect(tries.filter((t) => t.status === 'fulfilled')).toHaveLength(1);
  });

  it('does not count a save of the same values as a change', async () => {
    const made = await create(ali, { name: 'یکسان', amount: { amount: '5' } });
    const same = await as(ali, () => bench.store.update(widget, made.id, { name: 'یکسان', amount: { amount: '5' } }));
    expect(same.version).toBe(1);
  });

  it('removes to the recycle bin and restores from it', async () => {
    const made = await create(ali, { name: 'بازیافتی' });
    await as(ali, () => bench.store.remove(widget, made.id));
    expect((await problem(as(ali, () => bench.store.get(widget, made.id)))).status).toBe(404);
    const bin = await as(ali, () => bench.store.list(widget, { deleted: 'true' }));
    expect(bin.data.map((row) => row.id)).toContain(made.id);
    expect(await as(ali, () => bench.store.restore(widget, made.id))).toMatchObject({ name: 'بازیافتی', version: 3 });
  });

  it('refuses a duplicate of a visible record, and never tells of a hidden one', async () => {
    await create(ali, { name: 'کددار', code: 'X-1' });
    expect((await problem(create(ali, { name: 'دیگر', code: 'X-1' }))).status).toBe(409);
    expect(await create(sara, { name: 'از سارا', code: 'X-1' })).toMatchObject({ code: 'X-1' });
  });

  it('lets two at once create one record of a unique value', async () => {
    const tries = await Promise.allSettled(Array.from({ length: 8 }, () => create(ali, { name: 'تک', code: 'ONE' })));
    expect(tries.filter((t) => t.status === 'fulfilled')).toHaveLength(1);
  });

  it('checks each link: absent and hidden records are refused alike', async () => {
    const hidden = await create(sara, { name: 'پنهان' });
    const toHidden = await problem(create(ali, { name: 'پیوند', parentId: hidden.id }));
    const toAbsent = await problem(create(ali, { name: 'پیوند', parentId: newId() }));
    expect(toHidden.status).toBe(422);
    expect(toHidden.options.faults).toEqual(toAbsent.options.faults);
  });

  it('hands a record over only with the right to assign there', async () => {
    const made = await create(ali, { name: 'واگذاری' });
    expect((await problem(create(ali, { name: 'برای سارا', ownerId: sara.id }))).status).toBe(403);
    const given = await as(boss, () => bench.store.update(widget, made.id, { ownerId: sara.id }));
    expect(given.ownerId).toBe(sara.id);
    expect((await problem(as(ali, () => bench.store.get(widget, made.id)))).status).toBe(404);
  });

  it('upserts in bulk by external id; a bad row spoils only itself', async () => {
    const rows = [{ externalId: 'E1', name: 'اول' }, { externalId: 'E2' }, { externalId: 'E3', name: 'سوم' }];
    const first = await as(ali, () => bench.store.bulk(widget, { data: rows }, false));
    expect(first.data.map((row) => row.status)).toEqual(['created', 'failed', 'created']);
    const again = await as(ali, () =>
      bench.store.bulk(widget, { data: [{ externalId: 'E1', name: 'اول تازه' }, rows[2]] }, false),
    );
    expect(again.data.map((row) => row.status)).toEqual(['updated', 'unchanged']);
    expect((await problem(as(ali, () => bench.store.bulk(widget, { data: [{ name: 'الف' }, {}] }, true)))).status).toBe(
      400,
    );
    expect(
      (await as(ali, () => bench.store.list(widget, { filter: '{"field":"name","op":"eq","value":"الف"}' }))).data,
    ).toEqual([]);
  });
});

describe('access', () => {
  it('shows own records to their owner, all of the branch to its manager, and nothing without a principal', async () => {
    const made = await create(ali, { name: 'دیدنی' });
    expect((await as(ali, () => bench.store.get(widget, made.id))).id).toBe(made.id);
    expect((await as(boss, () => bench.store.get(widget, made.id))).id).toBe(made.id);
    const hidden = await problem(as(sara, () => bench.store.get(widget, made.id)));
    const absent = await problem(as(sara, () => bench.store.get(widget, newId())));
    expect([hidden.status, hidden.code]).toEqual([absent.status, absent.code]);
    await expect(bench.door.read((uow) => uow.query('select 1'))).rejects.toMatchObject({ status: 401 });
  });

  it('gives a forgetful raw select only the visible rows', async () => {
    await create(ali, { name: 'خام' });
    await create(sara, { name: 'خام' });
    const rows = await bench.door.as(ali.principal, (uow) =>
      uow.query<{ owner_id: string }>(`select owner_id from widgets where name = 'خام'`),
    );
    expect(rows.map((row) => row.owner_id)).toEqual([ali.id]);
  });

  it('refuses a raw write to a row out of reach', async () => {
    const made = await create(sara, { name: 'دست‌نزدنی' });
    const touched = await bench.door.as(ali.principal, (uow) =>
      uow.execute(`update widgets set name = 'x' where id = $1`, [made.id]),
    );
    expect(touched).toBe(0);
    await expect(
      bench.door.as(ali.principal, (uow) =>
        uow.execute(`insert into widgets (id, name, owner_id) values ($1, 'x', $2)`, [newId(), sara.id]),
      ),
    ).rejects.toMatchObject({ code: '42501' });
  });

  it('keeps 200 requests of many people apart on the shared pool', async () => {
    const people = await Promise.all(Array.from({ length: 10 }, () => bench.person('own')));
    for (const person of people) await create(person, { name: 'جدا' });
    const answers = await Promise.all(
      Array.from({ length: 200 }, async (_, i) => {
        const person = people[i % people.length] as Person;
        const rows = await bench.door.as(person.principal, (uow) =>
          uow.query<{ owner_id: string }>('select owner_id from widgets'),
        );
        return rows.length === 1 && rows[0]?.owner_id === person.id;
      }),
    );
    expect(answers.every(Boolean)).toBe(true);
  });

  it('hides a field everywhere: answer, filter, sort and input', async () => {
    const half = await bench.person('own', { fields: { amount: 'hidden', code: 'masked', colour: 'read' } });
    const made = await create(half, { name: 'نیمه' });
    await bench.owner.query(`update widgets set amount = 7, code = 'SECRET', colour = 'red' where id = $1`, [made.id]);
    const seen = await as(half, () => bench.store.get(widget, made.id));
    expect(Object.keys(seen)).not.toContain('amount');
    expect(seen.code).toBe('•••');
    expect(seen.colour).toBe('red');
    for (const raw of [
      { filter: '{"field":"amount","op":"eq","value":"7"}' },
      { sort: 'amount' },
      { filter: '{"field":"code","op":"eq","value":"SECRET"}' },
    ])
      expect((await problem(as(half, () => bench.store.list(widget, raw)))).options.faults?.[0]?.code).toBe(
        'filter.unknownField',
      );
    expect(
      (await problem(as(half, () => bench.store.update(widget, made.id, { amount: { amount: '1' } })))).options
        .faults?.[0]?.code,
    ).toBe('field.unknown');
    expect((await problem(as(half, () => bench.store.update(widget, made.id, { colour: 'blue' })))).status).toBe(403);
  });
});

describe('the log of changes', () => {
  it('writes who, when, from where and the fields before and after, in the same transaction', async () => {
    const made = await create(ali, { name: 'پیش', amount: { amount: '10' } });
    await as(ali, () => bench.store.update(widget, made.id, { name: 'پس' }));
    await as(ali, () => bench.store.remove(widget, made.id));
    const rows = await bench.owner.query('select * from changes where record_id = $1 order by seq', [made.id]);
    expect(rows.map((row: { action: string }) => row.action)).toEqual(['create', 'update', 'remove']);
    expect(rows[0]).toMatchObject({ record_type: 'widget', actor_id: ali.id, source: 'web', version: 1 });
    expect(rows[0].after).toMatchObject({ name: 'پیش', amount: 10 });
    expect(rows[1]).toMatchObject({ before: { name: 'پیش' }, after: { name: 'پس' }, version: 2 });
  });

  it('writes nothing for a transaction that fails', async () => {
    const count = async () => Number((await bench.owner.query('select count(*) as n from changes'))[0].n);
    const before = await count();
    await as(ali, () =>
      bench.door.write(async (uow) => {
        await bench.store.writer.create(uow, widget, { name: 'ناتمام' });
        throw new Error('stop');
      }),
    ).catch(() => undefined);
    expect(await count()).toBe(before);
  });
});
