import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { recordTypes } from '../../src/platform/records/record-type.js';
import { isMergeable, placesOf } from '../../src/platform/merging/link-places.js';
import { newId } from '../../src/platform/records/new-id.js';
import { aContact, anAccount, anActivity, aNote, type Body } from '../factories/core.js';
import { type Caller, createTestApp, grants, type TestApp } from '../support/app.js';

interface Merged {
  readonly operationId: string;
  readonly status: string;
  readonly into: string;
  readonly moved: { recordType: string; count: number }[];
}

describe('merging', () => {
  let app: TestApp;
  let admin: Caller;

  beforeAll(async () => {
    app = await createTestApp();
    admin = app.admin;
  });
  afterAll(() => app.close());

  const merge = (caller: Caller, into: Body, others: readonly Body[], fields: Record<string, string> = {}) =>
    caller.post<Merged>('/accounts/merge', { ids: [into.id, ...others.map(({ id }) => id)], into: into.id, fields });
  const get = async (path: string) => (await admin.get<Body>(path)).body;
  const undo = (caller: Caller, id: string) =>
    caller.post<{ status: string; undo: { kept: number } }>(`/operations/${id}/undo`);

  it('moves what hangs on the others, takes the chosen fields, and gives everything back', async () => {
    const into = await anAccount(admin, { name: 'پارس خودرو', phone: '021-88776655', externalId: 'A-1' });
    const other = await anAccount(admin, { name: 'شرکت پارس‌خودرو', city: 'تهران', externalId: 'A-2' });
    const child = await anAccount(admin, { name: 'شعبهٔ پارس خودرو', parentId: other.id });
    const person = await aContact(admin, { accountId: other.id });
    const task = await anActivity(admin, {
      accountId: other.id,
      about: { type: 'account', id: other.id },
      type: 'call',
      doneAt: '2026-10-01T08:00:00.000Z',
    });
    const note = await aNote(admin, { type: 'account', id: other.id });
    const role = { contactId: person.id, role: 'payer' };
    const kept = (await admin.post<Body>('/account-contacts', { ...role, accountId: into.id })).body;
    const repeated = (await admin.post<Body>('/account-contacts', { ...role, accountId: other.id })).body;
    const follower = await app.person({ grants: grants(['account'], ['view'], 'all') });
    expect((await follower.post(`/accounts/${other.id}/follow`)).status).toBeLessThan(300);

    const { status, body } = await merge(admin, into, [other], { city: other.id, name: other.id });
    expect({ status, done: body.status }).toEqual({ status: 200, done: 'done' });
    expect(body.moved).toEqual(expect.arrayContaining([{ recordType: 'contact', count: 1 }]));
    expect(await get(`/accounts/${into.id}`)).toMatchObject({
      city: 'تهران',
      name: 'شرکت پارس‌خودرو',
      phone: into.phone,
      externalId: 'A-1',
      lastContactedAt: '2026-10-01T08:00:00.000Z',
    });
    expect((await admin.get(`/accounts/${other.id}`)).status).toBe(404);
    expect(await get(`/accounts/${child.id}`)).toMatchObject({ parentId: into.id });
    expect(await get(`/contacts/${person.id}`)).toMatchObject({ accountId: into.id });
    expect(await get(`/activities/${task.id}`)).toMatchObject({
      accountId: into.id,
      about: { type: 'account', id: into.id },
    });
    expect(await get(`/notes/${note.id}`)).toMatchObject({
      about: { type: 'account', id: into.id },
      accountId: into.id,
    });
    expect((await admin.get(`/account-contacts/${kept.id}`)).status).toBe(200);
    expect((await admin.get(`/account-contacts/${repeated.id}`)).status).toBe(404);
    const upsert = await admin.post<{ data: { id: string; status: string }[] }>('/accounts/bulk', {
      data: [{ externalId: 'A-2', name: 'شرکت پارس‌خودرو', industry: 'خودرو' }],
    });
    expect(upsert.body.data[0]).toMatchObject({ id: into.id, status: 'updated' });
    expect(await get(`/accounts/${into.id}`)).toMatchObject({ externalId: 'A-1', industry: 'خودرو' });
    const history = await admin.get<{ data: { action: string; detail: unknown }[] }>(`/accounts/${into.id}/history`);
    expect(history.body.data).toContainEqual(
      expect.objectContaining({ action: 'merge', detail: { from: [other.id] } }),
    );

    const back = await undo(admin, body.operationId);
    expect(back).toMatchObject({ status: 200, body: { status: 'undone', undo: { kept: 0 } } });
    expect(await get(`/accounts/${into.id}`)).toMatchObject({
      name: 'پارس خودرو',
      city: null,
      industry: 'خودرو',
      lastContactedAt: null,
    });
    expect(await get(`/accounts/${other.id}`)).toMatchObject({ externalId: 'A-2', city: 'تهران' });
    expect(await get(`/accounts/${child.id}`)).toMatchObject({ parentId: other.id });
    expect(await get(`/contacts/${person.id}`)).toMatchObject({ accountId: other.id });
    expect(await get(`/activities/${task.id}`)).toMatchObject({ about: { type: 'account', id: other.id } });
    expect(await get(`/notes/${note.id}`)).toMatchObject({ about: { type: 'account', id: other.id } });
    expect(await get(`/account-contacts/${repeated.id}`)).toMatchObject({ accountId: other.id });
    expect((await undo(admin, body.operationId)).status).toBe(409);
  });

  it('moves every link that the registry knows, of every type that can be merged', async () => {
    for (const type of recordTypes.all().filter(isMergeable)) {
      const [into, loser] = [newId(), newId()];
      for (const place of placesOf(type)) {
        // The statement of each place runs as it is written; rows of all types are made by the test above.
        const value = place.field.type === 'links' ? '$1::uuid[]' : 'any($1::uuid[])';
        const operator = place.field.type === 'links' ? '&&' : '=';
        const rows = await app.door.asSystem('test', (uow) =>
          uow.query(`select 1 from ${place.type.table} t where t.${place.column} ${operator} ${value}`, [
            [into, loser],
          ]),
        );
        expect(rows).toEqual([]);
      }
    }
    for (const resource of ['contacts', 'leads']) {
      const make = async (name: string) =>
        (await admin.post<Body>(`/${resource}`, { lastName: name, mobile: '09121234567' })).body;
      const [a, b] = [await make('یکم'), await make('دوم')];
      const answer = await admin.post<Merged>(`/${resource}/merge`, { ids: [a.id, b.id], into: a.id });
      expect(answer.status).toBe(200);
      expect((await undo(admin, answer.body.operationId)).status).toBe(200);
      expect((await admin.get(`/${resource}/${b.id}`)).status).toBe(200);
    }
  });

  it('leaves what was changed after the merge, and says so', async () => {
    const into = await anAccount(admin, { city: 'یزد' });
    const other = await anAccount(admin, { city: 'قم' });
    const third = await anAccount(admin);
    const [moved, changed] = [
      await aContact(admin, { accountId: other.id }),
      await aContact(admin, { accountId: other.id }),
    ];
    const { body } = await merge(admin, into, [other], { city: other.id });
    await admin.patch(`/accounts/${into.id}`, { city: 'شیراز' });
    await admin.patch(`/contacts/${changed.id}`, { accountId: third.id });
    expect((await undo(admin, body.operationId)).body).toMatchObject({ status: 'undone', undo: { kept: 2 } });
    expect(await get(`/accounts/${into.id}`)).toMatchObject({ city: 'شیراز' });
    expect(await get(`/contacts/${moved.id}`)).toMatchObject({ accountId: other.id });
    expect(await get(`/contacts/${changed.id}`)).toMatchObject({ accountId: third.id });
    const errors = await admin.get<{ data: { recordId: string; fields: string[] }[] }>(
      `/operations/${body.operationId}/errors`,
    );
    expect(errors.body.data).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ recordId: into.id, fields: ['city'], reason: 'changedSince' }),
        expect.objectContaining({ recordId: changed.id, fields: ['accountId'], reason: 'changedSince' }),
      ]),
    );
  });

  it('merges the same record once, however many ask at the same time', async () => {
    const [first, second, loser] = [await anAccount(admin), await anAccount(admin), await anAccount(admin)];
    const person = await aContact(admin, { accountId: loser.id });
    const answers = await Promise.all([merge(admin, first, [loser]), merge(admin, second, [loser])]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 404]);
    const winner = answers.find(({ status }) => status === 200)?.body.into;
    expect(await get(`/contacts/${person.id}`)).toMatchObject({ accountId: winner });
  });

  it('asks for the right to edit and remove each of them, and knows nothing of what the caller does not see', async () => {
    const seller = await app.person({
      grants: grants(['account', 'contact'], ['view', 'create', 'edit', 'delete'], 'own'),
    });
    const viewer = await app.person({
      grants: [...grants(['account'], ['view', 'edit'], 'all'), ...grants(['account'], ['delete'], 'own')],
    });
    const [own, other, foreign] = [await anAccount(seller), await anAccount(seller), await anAccount(admin)];
    expect((await merge(seller, own, [foreign])).status).toBe(404);
    expect((await merge(seller, own, [{ ...foreign, id: newId() }])).status).toBe(404);
    expect((await merge(viewer, own, [other])).status).toBe(403);
    expect((await seller.get(`/accounts/merge-preview?ids=${own.id},${foreign.id}`)).status).toBe(404);
    // What hangs on it moves although the caller doesn't see it, and isn't counted.
    const hidden = await aContact(admin, { accountId: other.id });
    const { body } = await merge(seller, own, [other]);
    expect(body.moved).toEqual([]);
    expect(await get(`/contacts/${hidden.id}`)).toMatchObject({ accountId: own.id });
    expect((await undo(seller, body.operationId)).status).toBe(200);
    expect(await get(`/contacts/${hidden.id}`)).toMatchObject({ accountId: other.id });
  });

  it('refuses what is no merge', async () => {
    const [a, b] = [await anAccount(admin), await anAccount(admin)];
    const faults = async (body: unknown) =>
      (await admin.post<{ errors: { code: string }[] }>('/accounts/merge', body)).body.errors[0]?.code;
    expect(await faults({ ids: [a.id], into: a.id })).toBe('merge.count');
    expect(await faults({ ids: [a.id, b.id], into: newId() })).toBe('merge.intoNotAmong');
    expect(await faults({ ids: [a.id, b.id], into: a.id, fields: { city: newId() } })).toBe('merge.fieldFrom');
    expect(await faults({ ids: [a.id, b.id], into: a.id, fields: { version: b.id } })).toBe('field.readonly');
    expect(await faults({ ids: [a.id, b.id], into: a.id, fields: { constructor: b.id } })).toBe('field.unknown');
    const below = await anAccount(admin, { parentId: a.id });
    const deep = await anAccount(admin, { parentId: below.id });
    expect((await merge(admin, deep, [a])).body).toMatchObject({ code: 'merge.ring' });
    // A direct parent that goes leaves no link of the record to itself.
    expect((await merge(admin, below, [a])).status).toBe(200);
    expect(await get(`/accounts/${below.id}`)).toMatchObject({ parentId: null });
  });
});
