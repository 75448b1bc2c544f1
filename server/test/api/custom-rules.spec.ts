import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Params } from '../../src/platform/access/scope-predicate.js';
import { FilterCompiler } from '../../src/platform/filters/filter-compiler.js';
import { matches } from '../../src/platform/filters/filter-matcher.js';
import { readFilter } from '../../src/platform/filters/filter-schema.js';
import { CustomisationPurge } from '../../src/platform/customisation/purge.js';
import { selected } from '../../src/platform/records/about.js';
import { recordTypes } from '../../src/platform/records/record-type.js';
import { createTestApp, grants, type Caller, type TestApp } from '../support/app.js';

interface Made {
  readonly id: string;
  readonly version: number;
  readonly custom: Record<string, unknown>;
}
interface Refusal {
  readonly code: string;
  readonly errors?: { readonly path: string; readonly code: string; readonly message: string }[];
}

let test: TestApp;
let admin: Caller;
beforeAll(async () => {
  test = await createTestApp();
  admin = test.admin;
  const field = (body: object) => made('/custom-fields', { recordType: 'product', labelFa: 'فیلد', ...body });
  await field({ name: 'cost', kind: 'money' });
  await field({ name: 'count', kind: 'number' });
  await field({ name: 'madeOn', kind: 'date' });
  await field({
    name: 'grade',
    kind: 'choice',
    choices: [
      { value: 'a', label: { fa: 'الف' } },
      { value: 'b', label: { fa: 'ب' } },
    ],
  });
  await field({
    name: 'marks',
    kind: 'multiChoice',
    choices: [
      { value: 'x', label: { fa: 'ایکس' } },
      { value: 'y', label: { fa: 'وای' } },
    ],
  });
  await field({ name: 'remark', kind: 'text' });
  await field({ name: 'seenAt', kind: 'instant' });
  await field({ name: 'sold', kind: 'boolean' });
  await field({ name: 'makerId', kind: 'link', linkTarget: 'account' });
});
afterAll(() => test.close());

async function made(path: string, body: object): Promise<Made> {
  const answer = await admin.post<Made>(path, body);
  if (answer.status !== 201) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}

const product = (custom: object) => made('/products', { name: 'پمپ', custom });
/** The value of a field once a job has brought it there, or what it is after half a minute. */
async function becoming(id: string, name: string, wanted: unknown): Promise<unknown> {
  const end = Date.now() + 30_000;
  for (;;) {
    const { body } = await admin.get<Made>(`/products/${id}`);
    if (body.custom[name] === wanted || Date.now() > end) return body.custom[name];
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const rial = (amount: string) => ({ amount, currency: 'IRR' });
const of = (field: string) => ({ field: `custom.${field}` });
const op = (name: string, ...args: object[]) => ({ op: name, args });

describe('conditions on a record in memory', () => {
  const LEAVES: [string, string, unknown?][] = [
    ['custom.cost', 'gt', '1000'],
    ['custom.cost', 'between', ['900', '9007199254740993']],
    ['custom.cost', 'ne', '9007199254740993'],
    ['custom.count', 'eq', 2.5],
    ['custom.count', 'in', [1, 2.5]],
    ['custom.count', 'nin', [1, 2.5]],
    ['custom.count', 'empty'],
    ['custom.madeOn', 'lte', '2026-03-20'],
    ['custom.madeOn', 'within', { period: 'thisJalaliYear' }],
    ['custom.madeOn', 'notEmpty'],
    ['custom.grade', 'eq', 'a'],
    ['custom.grade', 'ne', 'a'],
    ['custom.grade', 'eq', null],
    ['custom.marks', 'contains', 'x'],
    ['custom.marks', 'in', ['y']],
    ['custom.marks', 'nin', ['y']],
    ['custom.marks', 'empty'],
    ['custom.remark', 'contains', 'VALVE'],
    ['custom.remark', 'startsWith', 'شیر'],
    ['custom.remark', 'ne', 'شیر برقی'],
    ['custom.seenAt', 'eq', '2026-03-21'],
    ['custom.seenAt', 'between', ['2026-03-20', '2026-03-21']],
    ['custom.seenAt', 'gt', '2026-03-21T08:00:00Z'],
    ['custom.sold', 'eq', true],
    ['custom.sold', 'ne', true],
    ['name', 'contains', 'پمپ'],
    ['name', 'startsWith', 'آب'],
    ['ownerId', 'eq', { me: true }],
  ];

  it('give the answer of the compiled condition, alone and joined', async () => {
    const rows = [
      {},
      { cost: rial('1000'), count: 1, grade: 'a', marks: ['x'], remark: 'شیر برقی', madeOn: '2026-03-20', sold: true },
      {
        cost: rial('9007199254740993'),
        count: 2.5,
        grade: 'b',
        marks: ['x', 'y'],
        remark: 'Gate valve',
        seenAt: '2026-03-21T08:30:00.000Z',
      },
      {
        cost: rial('9007199254740992'),
        count: -3,
        marks: [],
        remark: '  ',
        madeOn: '2026-10-01',
        seenAt: '2026-03-21T20:30:00.000Z',
        sold: false,
      },
    ];
    for (const [i, custom] of rows.entries()) await made('/products', { name: i % 2 ? 'آب‌گرم‌کن' : 'پمپ آب', custom });
    const type = recordTypes.get('product');
    const leaves = LEAVES.map(([field, operator, value]) => ({
      field,
      op: operator,
      ...(value !== undefined && { value }),
    }));
    const joined = leaves.flatMap((leaf, i) => {
      const next = leaves[(i + 5) % leaves.length] as object;
      return [leaf, { not: leaf }, { and: [leaf, { not: next }] }, { or: [leaf, next] }];
    });
    const differing = await test.door.asSystem('comparison of conditions', async (uow) => {
      const columns = [...type.fields.values()].map((field) => selected(field, 't')).join(', ');
      const all = await uow.query(`select ${columns} from products t`);
      const wrong: string[] = [];
      for (const condition of joined) {
        const filter = readFilter(condition);
        if (!filter) continue;
        const params = new Params();
        const where = new FilterCompiler(uow.principal, params).compile(filter, type, 't');
        const found = await uow.query<{ id: string }>(`select t.id from products t where ${where}`, params.values);
        const inMemory = all.filter((row) => matches(filter, type, row, uow.principal)).map(({ id }) => id);
        if (JSON.stringify(inMemory.sort()) !== JSON.stringify(found.map(({ id }) => id).sort()))
          wrong.push(JSON.stringify(condition));
      }
      return wrong;
    });
    expect(differing).toEqual([]);
  });
});

describe('rules of custom fields', () => {
  it('demand a field only while its condition holds', async () => {
    await made('/custom-fields', {
      recordType: 'product',
      labelFa: 'علت',
      name: 'cause',
      kind: 'text',
      required: true,
      visibleWhen: { field: 'custom.grade', op: 'eq', value: 'b' },
    });
    const fine = await product({ grade: 'a' });
    const refused = await admin.post<Refusal>('/products', { name: 'x', custom: { grade: 'b' } });
    expect([refused.status, refused.body.errors?.[0]]).toMatchObject([
      422,
      { path: 'custom.cause', code: 'field.required' },
    ]);
    expect((await admin.patch(`/products/${fine.id}`, { custom: { grade: 'b' } })).status).toBe(422);
    expect((await admin.patch(`/products/${fine.id}`, { custom: { grade: 'b', cause: 'فرسوده' } })).status).toBe(200);
  });

  it('refuse what a validation forbids, in words of the company, on every way of writing', async () => {
    const { id } = await made('/custom-fields', {
      recordType: 'product',
      labelFa: 'وزن',
      name: 'weight',
      kind: 'number',
      validations: [
        {
          when: {
            and: [
              { field: 'custom.weight', op: 'gt', value: 10 },
              { field: 'custom.sold', op: 'eq', value: true },
            ],
          },
          message: { fa: 'کالای فروخته سنگین نیست.' },
        },
      ],
    });
    const refused = await admin.post<Refusal>('/products', { name: 'x', custom: { weight: 11, sold: true } });
    expect([refused.status, refused.body.errors?.[0]]).toMatchObject([
      422,
      { path: 'custom.weight', message: 'کالای فروخته سنگین نیست.' },
    ]);
    const bulk = await admin.post<{ created: number; failed: number }>('/products/bulk', {
      data: [
        { name: 'یک', custom: { weight: 11, sold: true } },
        { name: 'دو', custom: { weight: 1, sold: true } },
      ],
    });
    expect(bulk.body).toMatchObject({ created: 1, failed: 1 });
    await admin.delete(`/custom-fields/${id}`);
  });

  it('take conditions on the record itself only', async () => {
    const refused = async (visibleWhen: object) => {
      const body = { recordType: 'product', labelFa: 'x', name: 'never', kind: 'text', visibleWhen };
      const { status, body: problem } = await admin.post<Refusal>('/custom-fields', body);
      return `${status} ${problem.errors?.[0]?.code}`;
    };
    expect(await refused({ field: 'custom.maker.city', op: 'eq', value: 'یزد' })).toBe('400 filter.ownFieldsOnly');
    expect(await refused({ related: 'opportunityLines', agg: 'count', op: 'gt', value: 1 })).toBe(
      '400 filter.ownFieldsOnly',
    );
    expect(await refused({ field: 'name', op: 'lt', value: 'ب' })).toBe('400 filter.operatorNotForField');
    expect(await refused({ field: 'custom.grade', op: 'eq', value: 'nothing' })).toBe('400 field.notAChoice');
  });
});

describe('calculated fields', () => {
  const calculated = (name: string, kind: string, formula: object, more: object = {}) =>
    made('/custom-fields', { recordType: 'product', labelFa: name, name, kind, formula, ...more });

  it('follow every write exactly, one of the other, and nobody sets them', async () => {
    await calculated('total', 'money', op('multiply', of('cost'), of('count')), { indexed: true });
    await calculated('withTax', 'money', { op: 'round', args: [op('multiply', of('total'), { value: 1.1 })] });
    await calculated('title', 'text', { op: 'join', args: [{ field: 'name' }, of('grade')], separator: ' / ' });
    await calculated('warrantyEnd', 'date', op('addDays', of('madeOn'), { value: 365 }));
    await calculated('isDear', 'boolean', op('gt', op('coalesce', of('total'), { value: 0 }), { value: 1000000 }));
    const one = await product({ cost: rial('9007199254740993'), count: 2, grade: 'a', madeOn: '2026-03-21' });
    expect(one.custom).toMatchObject({
      total: rial('18014398509481986'),
      withTax: rial('19815838360430185'),
      title: 'پمپ / a',
      warrantyEnd: '2027-03-21',
      isDear: true,
    });
    const changed = await admin.patch<Made>(`/products/${one.id}`, { custom: { count: null, grade: null } });
    expect(changed.body.custom).toMatchObject({ total: null, withTax: null, title: 'پمپ', isDear: false });
    const set = await admin.patch<Refusal>(`/products/${one.id}`, { custom: { total: rial('1') } });
    expect([set.status, set.body.errors?.[0]?.code]).toEqual([400, 'field.readonly']);
  });

  it('read fields one link away, and follow when those change', async () => {
    const maker = await made('/accounts', { name: 'سازنده', kind: 'company', relation: 'customer', city: 'یزد' });
    await calculated('makerCity', 'text', { field: 'custom.maker.city' });
    const one = await product({ makerId: maker.id });
    expect(one.custom.makerCity).toBe('یزد');
    await admin.patch(`/accounts/${maker.id}`, { city: 'کاشان' });
    expect(await becoming(one.id, 'makerCity', 'کاشان')).toBe('کاشان');
    const person = await test.person({
      grants: grants(['product', 'account'], ['view'], 'all'),
      fields: [{ recordType: 'account', field: 'city', level: 'hidden' }],
    });
    expect((await person.get<Made>(`/products/${one.id}`)).body.custom).not.toHaveProperty('makerCity');
  });

  it('are calculated anew for all records when the formula changes', async () => {
    const field = await calculated('double', 'number', op('add', of('count'), of('count')));
    const one = await product({ count: 4 });
    expect(one.custom.double).toBe(8);
    await admin.patch(`/custom-fields/${field.id}`, { formula: op('multiply', of('count'), { value: 10 }) });
    expect(await becoming(one.id, 'double', 40)).toBe(40);
  });

  it.each([
    ['number', { field: 'custom.loop' }, 'formula.unknownField'],
    ['number', op('add', of('count'), of('remark')), 'formula.types'],
    ['text', op('add', of('count'), of('count')), 'formula.result'],
    ['number', op('eval', of('count')), 'formula.unknownOperation'],
    ['number', { field: 'custom.count', code: 'process.exit()' }, 'formula.form'],
    ['number', { field: 'constructor' }, 'formula.unknownField'],
    ['number', { field: '__proto__' }, 'formula.unknownField'],
    ['number', { value: 1e300 }, 'formula.form'],
    ['email', { field: 'name' }, 'customField.notForKind'],
  ])('of the kind %s refuse %j', async (kind, formula, code) => {
    const body = { recordType: 'product', labelFa: 'x', name: 'never', kind, formula };
    const { status, body: problem } = await admin.post<Refusal>('/custom-fields', body);
    expect([status, problem.errors?.[0]?.code]).toEqual([422, code]);
  });

  it('refuse a circle, and to lose what they read', async () => {
    const itself = await admin.post<Refusal>('/custom-fields', {
      recordType: 'product',
      labelFa: 'x',
      name: 'selfish',
      kind: 'number',
      formula: op('add', of('selfish'), { value: 1 }),
    });
    expect(itself.body.errors?.[0]?.code).toBe('formula.cyclic');
    const a = await calculated('first', 'number', of('count'));
    const b = await calculated('second', 'number', of('first'));
    const circle = await admin.patch<Refusal>(`/custom-fields/${a.id}`, { formula: of('second') });
    expect(circle.body.errors?.[0]?.code).toBe('formula.cyclic');
    const refused = await admin.delete<Refusal>(`/custom-fields/${a.id}`);
    expect([refused.status, refused.body.code]).toEqual([422, 'customField.inUse']);
    expect((await admin.delete(`/custom-fields/${b.id}`)).status).toBe(204);
    expect((await admin.delete(`/custom-fields/${a.id}`)).status).toBe(204);
  });
});

describe('the purge', () => {
  it('drops what was removed a month ago, and nothing younger', async () => {
    const field = (name: string) => made('/custom-fields', { recordType: 'product', labelFa: 'x', name, kind: 'text' });
    const [old, young] = [await field('longGone'), await field('justGone')];
    const type = await made('/record-types', {
      name: 'gadget',
      resource: 'gadgets',
      oneFa: 'ابزار',
      manyFa: 'ابزارها',
    });
    await made('/gadgets', { name: 'یک' });
    for (const { id } of [old, young]) await admin.delete(`/custom-fields/${id}`);
    await admin.delete(`/record-types/${type.id}`);
    await test.door.asSystem('ageing', async (uow) => {
      await uow.execute(`update custom_fields set deleted_at = now() - interval '31 days' where id = $1`, [old.id]);
      await uow.execute(`update record_types set deleted_at = now() - interval '31 days' where id = $1`, [type.id]);
    });
    expect(await test.app.get(CustomisationPurge).purge()).toBe(2);
    const left = await test.door.asSystem('look', (uow) =>
      uow.query<{ name: string }>(
        `select a.attname as name from pg_attribute a where a.attrelid = to_regclass('products') and a.attname in ('c_long_gone', 'c_just_gone')
         union all select relname from pg_class where relname = 'x_gadget'`,
      ),
    );
    expect(left).toEqual([{ name: 'c_just_gone' }]);
    expect((await admin.post(`/custom-fields/${young.id}/restore`)).status).toBe(200);
    await field('longGone');
    await made('/record-types', { name: 'gadget', resource: 'gadgets', oneFa: 'ابزار', manyFa: 'ابزارها' });
  });
});
