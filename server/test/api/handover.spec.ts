import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { JobQueue } from '../../src/platform/jobs/job-queue.js';
import { type JobHandler, runJob } from '../../src/platform/jobs/job-run.js';
import { newId } from '../../src/platform/records/new-id.js';
import { type Caller, createTestApp, grants, type TestApp } from '../support/app.js';

interface Operation {
  readonly id: string;
  readonly status: string;
  readonly total: number;
  readonly done: number;
  readonly changed: number;
  readonly refused: number;
  readonly undo: { undone: number; kept: number } | null;
}
interface Preview {
  readonly moving: number;
  readonly types: {
    recordType: string;
    total: number;
    open: number;
    moving: number;
    outOfReach: number;
    receivers: { userId: string; count: number }[];
  }[];
}

const WORK = ['view', 'create', 'edit', 'assign', 'history', 'delete', 'restore'];
const TYPES = ['account', 'activity', 'lead'];

describe('handover', () => {
  let app: TestApp;
  let branch: string;
  let teamId: string;
  let manager: Caller;
  let leaver: Caller;
  let first: Caller;
  let second: Caller;

  const made = async (caller: Caller, path: string, body: object): Promise<string> => {
    const answer = await caller.post<{ id: string }>(path, body);
    expect(answer.status).toBe(201);
    return answer.body.id;
  };
  const ownerOf = async (path: string, id: string): Promise<unknown> =>
    (await app.admin.get(`/${path}/${id}`)).body.ownerId;
  /** Waits until the operation has come to its end. */
  const ended = async (caller: Caller, id: string): Promise<Operation> => {
    for (let i = 0; i < 600; i += 1) {
      const { body } = await caller.get<Operation>(`/operations/${id}`);
      if (body.status !== 'running' && body.status !== 'undoing') return body;
      await delay(50);
    }
    throw new Error(`operation ${id} does not end`);
  };
  const person = (name: string, orgUnitId = branch) =>
    app.person({
      fullName: name,
      orgUnitId,
      teamIds: [teamId],
      grants: [...grants(TYPES, WORK, 'own'), ...grants(['user'], ['view'], 'all')],
    });

  beforeAll(async () => {
    app = await createTestApp();
    branch = await app.branch('تهران');
    teamId = await made(app.admin, '/teams', { name: 'فروش' });
    manager = await app.person({
      fullName: 'مدیر',
      orgUnitId: branch,
      grants: [...grants(TYPES, WORK, 'branchAndBelow'), ...grants(['user', 'team', 'orgUnit'], ['view'], 'all')],
    });
    leaver = await person('رونده');
    first = await person('یکم');
    second = await person('دوم');
  });
  afterAll(() => app.close());

  it('counts what hangs on a person, and to whom it would go, and writes nothing', async () => {
    for (let i = 0; i < 5; i += 1) await made(leaver, '/accounts', { name: `حساب ${i}`, kind: 'company' });
    const open = await made(leaver, '/activities', { subject: 'باز', type: 'task' });
    const done = await made(leaver, '/activities', { subject: 'بسته', type: 'task' });
    expect((await leaver.post(`/activities/${done}/complete`, {})).status).toBe(200);
    const bare = await manager.post<Preview>(`/users/${leaver.userId}/handover/preview`, {});
    expect(bare.status).toBe(200);
    expect(bare.body.moving).toBe(0);
    expect(bare.body.types.find(({ recordType }) => recordType === 'activity')).toMatchObject({ total: 2, open: 1 });
    const rules = [
      { recordType: 'account', to: { kind: 'team', teamId } },
      { recordType: 'activity', to: { kind: 'user', userId: first.userId } },
    ];
    const { body } = await manager.post<Preview>(`/users/${leaver.userId}/handover/preview`, { rules });
    const accounts = body.types.find(({ recordType }) => recordType === 'account');
    expect(accounts).toMatchObject({ total: 5, moving: 5, outOfReach: 0 });
    expect(accounts?.receivers.map(({ count }) => count)).toEqual([3, 2]);
    expect(body.moving).toBe(6);
    expect(await ownerOf('activities', open)).toBe(leaver.userId);
  });

  it('moves by rule as one operation, disables the account, says why in the history, and takes it all back', async () => {
    const person2 = await person('دیگر');
    const accounts: string[] = [];
    for (let i = 0; i < 6; i += 1)
      accounts.push(await made(person2, '/accounts', { name: `مال ${i}`, kind: 'company' }));
    const lead = await made(person2, '/leads', { firstName: 'سرنخ', companyName: 'شرکت' });
    const closed = await made(person2, '/activities', { subject: 'بسته', type: 'task' });
    await person2.post(`/activities/${closed}/complete`, {});
    const started = await app.admin.post<Operation>(`/users/${person2.userId}/handover`, {
      reason: 'پایان همکاری',
      disable: true,
      rules: [
        { recordType: 'account', to: { kind: 'team', teamId } },
        { recordType: 'lead', to: { kind: 'orgUnit', otherwiseUserId: first.userId } },
        { recordType: 'activity', to: { kind: 'user', userId: second.userId } },
      ],
    });
    expect(started).toMatchObject({ status: 202, body: { total: 7, status: 'running' } });
    const done = await ended(app.admin, started.body.id);
    expect(done).toMatchObject({ status: 'done', changed: 7, refused: 0 });
    const owners = await Promise.all(accounts.map((id) => ownerOf('accounts', id)));
    expect(owners).not.toContain(person2.userId);
    expect(new Set(owners).size).toBe(3);
    expect(await ownerOf('leads', lead)).not.toBe(person2.userId);
    expect(await ownerOf('activities', closed)).toBe(person2.userId);
    expect((await person2.get('/me')).status).toBe(401);
    const history = await app.admin.get<{ data: { operation: object; after: object }[] }>(
      `/accounts/${accounts[0]}/history`,
    );
    expect(history.body.data[0]).toMatchObject({ operation: { kind: 'handover', title: 'پایان همکاری' } });
    // Somebody works on with what they were given: that stays, and is told.
    const [touched] = accounts as [string];
    await app.admin.patch(`/accounts/${touched}`, { ownerId: manager.userId });
    const undone = await app.admin.post<Operation>(`/operations/${started.body.id}/undo`);
    expect(undone.status).toBeLessThan(203);
    const end = await ended(app.admin, started.body.id);
    expect(end).toMatchObject({ status: 'undone', undo: { kept: 1 } });
    expect(await ownerOf('accounts', touched)).toBe(manager.userId);
    for (const id of accounts.slice(1)) expect(await ownerOf('accounts', id)).toBe(person2.userId);
    expect((await app.admin.get(`/users/${person2.userId}`)).body.active).toBe(true);
    const errors = await app.admin.get<{ data: object[] }>(`/operations/${started.body.id}/errors`);
    expect(errors.body.data).toMatchObject([
      { phase: 'undo', recordId: touched, reason: 'changedSince', fields: ['ownerId'], recordTitle: 'مال 0' },
    ]);
    expect((await app.admin.post(`/operations/${started.body.id}/undo`)).status).toBe(409);
  });

  it('leaves what the one who hands over may not give away, and does not tell of what they do not see', async () => {
    const far = await app.branch('شیراز');
    const person3 = await person('دوشعبه‌ای', far);
    const near = await made(app.admin, '/accounts', {
      name: 'نزدیک',
      kind: 'company',
      ownerId: person3.userId,
      orgUnitId: branch,
    });
    const away = await made(person3, '/accounts', { name: 'دور', kind: 'company' });
    const rules = [{ recordType: 'account', to: { kind: 'user', userId: first.userId }, what: 'all' }];
    const preview = await manager.post<Preview>(`/users/${person3.userId}/handover/preview`, { rules });
    expect(preview.body.types).toMatchObject([{ recordType: 'account', total: 1, moving: 1, outOfReach: 0 }]);
    const { body } = await manager.post<Operation>(`/users/${person3.userId}/handover`, { rules });
    expect(await ended(manager, body.id)).toMatchObject({ status: 'done', total: 1, changed: 1 });
    expect(await ownerOf('accounts', near)).toBe(first.userId);
    expect(await ownerOf('accounts', away)).toBe(person3.userId);
    // Without the right over accounts, one's user may not be disabled either.
    expect((await manager.post(`/users/${person3.userId}/handover`, { rules, disable: true })).status).toBe(403);
    const seller = await person('بی‌حق');
    const looks = await seller.post<Preview>(`/users/${leaver.userId}/handover/preview`, { rules });
    expect(looks.body.types).toEqual([]);
    expect((await seller.post(`/users/${leaver.userId}/handover`, { rules })).status).toBe(422);
    expect((await seller.get(`/operations/${body.id}`)).status).toBe(404);
    expect((await seller.get(`/operations/${body.id}/rows`)).status).toBe(404);
    expect((await seller.get<{ data: object[] }>('/operations')).body.data).toEqual([]);
  });

  it('refuses rules that lead to nobody, and bodies that mean nothing', async () => {
    const path = `/users/${leaver.userId}/handover`;
    const rule = (to: object, recordType = 'account') => ({ rules: [{ recordType, to }] });
    expect((await manager.post(path, rule({ kind: 'user', userId: leaver.userId }))).status).toBe(422);
    expect((await manager.post(path, rule({ kind: 'user', userId: newId() }))).status).toBe(422);
    expect((await manager.post(path, rule({ kind: 'team', teamId: newId() }))).status).toBe(422);
    for (const body of [
      rule({ kind: 'user' }),
      rule({ kind: 'toString' }),
      rule({ kind: 'keep' }, 'user'),
      rule({ kind: 'keep', userId: newId() }),
      {
        rules: [
          { recordType: 'account', to: { kind: 'keep' } },
          { recordType: 'account', to: { kind: 'keep' } },
        ],
      },
      { rules: {} },
      { disable: 'yes' },
      { surprise: 1 },
      [],
    ])
      expect((await manager.post(path, body)).status).toBe(400);
    expect((await manager.post(`/users/${newId()}/handover`, {})).status).toBe(404);
  });

  it('goes on where it was when the run is cut off, and moves each record once', async () => {
    const person4 = await person('پرکار');
    await app.door.asSystem('test', (uow) =>
      uow.execute(
        `insert into accounts (id, name, kind, relation, owner_id, org_unit_id, created_by)
         select gen_random_uuid(), 'انبوه ' || n, 'company', 'prospect', $1, $2, $1 from generate_series(1, 1400) n`,
        [person4.userId, branch],
      ),
    );
    const queue = app.app.get(JobQueue);
    const { body } = await manager.post<Operation>(`/users/${person4.userId}/handover`, {
      rules: [{ recordType: 'account', to: { kind: 'team', teamId } }],
    });
    // An attempt that was taken for dead and goes on beside the one that took its place; another is cut off at once.
    const { handler } = (queue as unknown as { declared: Map<string, { handler: JobHandler<object> }> }).declared.get(
      'users.handover',
    ) as { handler: JobHandler<object> };
    const attempt = (signal: AbortSignal) =>
      runJob(
        app.door,
        { data: { userId: person4.userId }, userId: manager.userId, locale: 'fa' },
        { id: body.id, signal },
        handler,
      );
    await Promise.allSettled([attempt(AbortSignal.abort()), attempt(new AbortController().signal)]);
    const done = await ended(manager, body.id);
    expect(done).toMatchObject({ status: 'done', total: 1400, done: 1400, changed: 1400 });
    const changes = await app.door.asSystem('test', (uow) =>
      uow.one<{ n: number; records: number }>(
        'select count(*)::int as n, count(distinct record_id)::int as records from changes where operation_id = $1',
        [body.id],
      ),
    );
    expect(changes).toEqual({ n: 1400, records: 1400 });
    const undone = await manager.post(`/operations/${body.id}/undo`);
    expect(undone.status).toBe(202);
    expect(await ended(manager, body.id)).toMatchObject({ status: 'undone', undo: { undone: 1400, kept: 0 } });
  });
});
