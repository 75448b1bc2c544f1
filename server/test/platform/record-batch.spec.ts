import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { runInContext } from '../../src/platform/context/request-context.js';
import { newId } from '../../src/platform/records/new-id.js';
import type { BatchInput, BatchOutcome } from '../../src/platform/records/record-batch.js';
import { type Bench, openBench, type Person, widget } from './widgets.js';

let bench: Bench;
let ali: Person;
let sara: Person;
let boss: Person;

function as<T>(person: Person, work: () => Promise<T>): Promise<T> {
  return runInContext({ operationId: newId(), locale: 'fa', source: 'import', principal: person.principal }, work);
}

const createMany = (person: Person, inputs: BatchInput[]) =>
  as(person, () => bench.door.write((uow) => bench.store.writer.createMany(uow, widget, inputs)));
const updateMany = (person: Person, inputs: BatchInput[]) =>
  as(person, () => bench.door.write((uow) => bench.store.writer.updateMany(uow, widget, inputs)));
const rowsOf = (ids: string[]) =>
  bench.owner.query('select * from widgets where id = any($1) order by array_position($1::uuid[], id)', [ids]);
const idsOf = (outcomes: BatchOutcome[]) => outcomes.flatMap((outcome) => ('id' in outcome ? outcome.id : []));

/** `created`, or the status and codes that refused a record. */
const told = (outcome: BatchOutcome | undefined) =>
  outcome?.status === 'failed'
    ? [outcome.problem.status, ...(outcome.problem.options.faults ?? []).map(({ path, code }) => `${path}:${code}`)]
    : outcome?.status;

beforeAll(async () => {
  bench = await openBench();
  const head = await bench.unit('دفتر مرکزی');
  const branch = await bench.unit('شعبه', head);
  ali = await bench.person('own', { unitId: branch });
  sara = await bench.person('own', { unitId: branch });
  boss = await bench.person('branchAndBelow', { unitId: head });
});
afterAll(() => bench.close());
afterEach(() => {
  widget.rules = undefined;
});

describe('creating many', () => {
  it('keeps each record as the single way does', async () => {
    const body = {
      name: 'علي  كاظمي',
      amount: { amount: '1250000' },
      day: '2026-11-21',
      tags: ['الف', 'ب'],
      active: true,
    };
    const single = await as(ali, () => bench.store.create(widget, body));
    const outcomes = await createMany(ali, [{ body }, { body: { name: 'دوم', colour: 'red' } }]);
    expect(outcomes.map(told)).toEqual(['created', 'created']);
    const [one, first, second] = await rowsOf([single.id, ...idsOf(outcomes)]);
    const plain = ({ id: _id, created_at: _created, updated_at: _updated, ...rest }: Record<string, unknown>) => rest;
    expect(plain(first)).toEqual(plain(one));
    expect(second).toMatchObject({ name: 'دوم', colour: 'red', tags: [], custom: {}, version: 1, owner_id: ali.id });
  });

  it('writes the log of changes once per record, under one operation', async () => {
    const ids = idsOf(await createMany(ali, [{ body: { name: 'الف' } }, { body: { name: 'ب' } }]));
    const log = await bench.owner.query(
      'select record_id, action, source, operation_id, actor_id from changes where record_id = any($1)',
      [ids],
    );
    expect(log).toHaveLength(2);
    expect(new Set(log.map((row: { operation_id: string }) => row.operation_id)).size).toBe(1);
    expect(log[0]).toMatchObject({ action: 'create', source: 'import', actor_id: ali.id });
  });

  it('logs a record of a batch as the single way does', async () => {
    const bodies = [
      {
        name: 'لاگ',
        amount: { amount: '5' },
        day: '2026-01-02',
        at: '2026-01-02T03:04:05Z',
        tags: ['a'],
        active: false,
      },
      { name: 'لاگ', colour: 'red' },
    ];
    const single: string[] = [];
    for (const body of bodies) single.push((await as(ali, () => bench.store.create(widget, body))).id);
    const batch = idsOf(
      await createMany(
        ali,
        bodies.map((body) => ({ body })),
      ),
    );
    const change = (id: string, n: number) => ({
      id,
      body: { name: `نو ${n}`, tags: n === 0 ? [] : ['b', 'c'], at: null },
    });
    for (const [n, id] of single.entries()) await as(ali, () => bench.store.update(widget, id, change(id, n).body));
    await updateMany(ali, batch.map(change));
    const logged = async (ids: string[]) =>
      await bench.owner.query(
        `select action, version, actor_id, source, reason, before, after from changes where record_id = any($1::uuid[])
           order by array_position($1::uuid[], record_id), version`,
        [ids],
      );
    const wanted = await logged(single);
    expect(wanted).toHaveLength(4);
    expect(await logged(batch)).toEqual(wanted);
  });

  it('keeps what differs from record to record beside what all have in common', async () => {
    const bodies = [
      { name: 'الف', tags: ['x', 'y'], colour: 'red', active: true },
      { name: 'ب "و" \\ گیومه\u200cدار', tags: [], colour: 'red', amount: { amount: '0' } },
      { name: 'پ', tags: ['y'], colour: 'red', day: '2024-03-20', active: false },
    ];
    const rows = await rowsOf(
      idsOf(
        await createMany(
          ali,
          bodies.map((body) => ({ body })),
        ),
      ),
    );
    expect(
      rows.map(({ name, tags, colour, active, amount, day }: Record<string, unknown>) => ({
        name,
        tags,
        colour,
        active,
        amount,
        day,
      })),
    ).toMatchObject([
      { name: 'الف', tags: ['x', 'y'], colour: 'red', active: true, amount: null, day: null },
      { name: 'ب "و" \\ گیومه\u200cدار', tags: [], colour: 'red', active: null, amount: '0' },
      { name: 'پ', tags: ['y'], colour: 'red', active: false, amount: null },
    ]);
  });

  it('refuses the bad ones alone and tells why', async () => {
    const hidden = await as(sara, () => bench.store.create(widget, { name: 'مال سارا' }));
    const taken = await as(ali, () => bench.store.create(widget, { name: 'کد دارد', code: 'K1' }));
    widget.rules = { beforeSave: (change) => void (change.after.name === 'بد' && change.fault('name', 'record.rule')) };
    const outcomes = await createMany(ali, [
      { body: { name: 'خوب' } },
      { body: { day: '2026-02-30' } },
      { body: { name: 'پیوند', parentId: hidden.id } },
      { body: { name: 'تکراری', code: 'K1' } },
      { body: { name: 'نخست', code: 'K2' } },
      { body: { name: 'دوباره', code: 'K2' } },
      { body: { name: 'بد' } },
      { body: { name: 'دیگری', ownerId: sara.id } },
    ]);
    expect(outcomes.map(told)).toEqual([
      'created',
      [400, 'day:field.impossibleDate', 'name:field.required'],
      [422, 'parentId:link.notFound'],
      [409, 'code:field.duplicate'],
      'created',
      [409, 'code:field.duplicate'],
      [422, 'name:record.rule'],
      [403],
    ]);
    expect(outcomes[3]).toMatchObject({ problem: { options: { faults: [{ params: { id: taken.id } }] } } });
    expect(await rowsOf(idsOf(outcomes))).toHaveLength(2);
  });

  it('gives records to others only within the right to assign', async () => {
    const [given] = await createMany(boss, [
      { body: { name: 'برای علی', ownerId: ali.id, orgUnitId: ali.principal.data.orgUnitId } },
    ]);
    expect(told(given)).toBe('created');
    const [row] = await rowsOf(idsOf([given as BatchOutcome]));
    expect(row).toMatchObject({ owner_id: ali.id, org_unit_id: ali.principal.data.orgUnitId, created_by: boss.id });
  });

  it('falls back to one by one when a statement fails on the whole', async () => {
    widget.rules = {
      afterSave: async ({ after, uow }) => {
        if (after.name === 'شکننده') await uow.query('select 1 / 0');
        if (after.name === 'ممنوع') await uow.query(`select 'x'::uuid`);
      },
    };
    await expect(createMany(ali, [{ body: { name: 'سالم' } }, { body: { name: 'شکننده' } }])).rejects.toThrow(
      /division by zero/,
    );
    const outcomes = await createMany(ali, [
      { body: { name: 'سالم' } },
      { body: { name: 'ممنوع' } },
      { body: { name: 'سالم' } },
    ]);
    expect(outcomes.map(told)).toEqual(['created', [400], 'created']);
    const log = await bench.owner.query('select count(*)::int as n from changes where record_id = any($1)', [
      idsOf(outcomes),
    ]);
    expect(log[0].n).toBe(2);
  });
});

describe('changing many', () => {
  it('writes what is new, leaves the rest, and refuses what is out of reach', async () => {
    const inputs = [
      { body: { name: 'یک', code: 'U1', tags: ['قدیم'] } },
      { body: { name: 'دو', amount: { amount: '5' } } },
      { body: { name: 'سه' } },
    ];
    const [a, b, c] = idsOf(await createMany(ali, inputs)) as [string, string, string];
    const foreign = (await as(sara, () => bench.store.create(widget, { name: 'مال سارا' }))).id;
    const outcomes = await updateMany(ali, [
      { id: a, body: { name: 'یک نو' } },
      { id: b, body: { amount: { amount: '7' }, day: '2026-01-02' } },
      { id: c, body: { name: 'سه' } },
      { id: foreign, body: { name: 'دزدی' } },
      { id: newId(), body: { name: 'نیست' } },
    ]);
    expect(outcomes.map(told)).toEqual(['updated', 'updated', 'unchanged', [404], [404]]);
    expect(await rowsOf([a, b, c])).toMatchObject([
      { name: 'یک نو', code: 'U1', tags: ['قدیم'], version: 2 },
      { name: 'دو', amount: '7', version: 2 },
      { name: 'سه', version: 1 },
    ]);
    const log = await bench.owner.query(
      `select before, after from changes where record_id = $1 and action = 'update'`,
      [a],
    );
    expect(log).toEqual([{ before: { name: 'یک' }, after: { name: 'یک نو' } }]);
  });

  it('lets two rows that swap into one value fail alone', async () => {
    const [a, b] = idsOf(
      await createMany(ali, [{ body: { name: 'الف', code: 'S1' } }, { body: { name: 'ب', code: 'S2' } }]),
    ) as [string, string];
    const outcomes = await updateMany(ali, [
      { id: a, body: { code: 'S9' } },
      { id: b, body: { code: 'S9' } },
    ]);
    expect(outcomes.map(told)).toEqual(['updated', [409, 'code:field.duplicate']]);
  });
});
