import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anAccount, anActivity, aNote } from '../factories/core.js';
import { makeRole } from '../factories/people.js';
import { type Answer, type Caller, createTestApp, grants, type TestApp } from '../support/app.js';

interface Explained {
  allowed: boolean;
  missing: string | null;
  roles: { roleName: string; scope: string; via: string | null }[];
  shortRoles: { scope: string }[];
  wouldGive: { roleName: string; scope: string; via: string | null }[];
  shares: { holder: string; level: string }[];
  asCreator: boolean;
  asGuest: boolean;
  parent: { recordType: string; recordId: string; visible: boolean } | null;
  fieldAccess: { level: string; roles: { field: string; level: string; roleName: string }[] } | null;
}

const TYPES = ['account', 'contact', 'activity', 'note'];
const LISTS = [...grants(['user', 'team', 'role'], ['view'], 'all')];
let test: TestApp;
let north: string;
let owner: Caller;
let colleague: Caller;
let stranger: Caller;
let account: { id: string };

beforeAll(async () => {
  test = await createTestApp();
  north = await test.branch('شمال');
  const below = await test.branch('رشت', north);
  const south = await test.branch('جنوب');
  const own = [...grants(TYPES, ['view', 'create', 'edit', 'share'], 'own'), ...LISTS];
  owner = await test.person({ fullName: 'مسئول', grants: own, orgUnitId: below });
  colleague = await test.person({
    fullName: 'سرپرست',
    orgUnitId: north,
    grants: [...grants(TYPES, ['view'], 'branchAndBelow'), ...grants(TYPES, ['edit'], 'own'), ...LISTS],
  });
  stranger = await test.person({ fullName: 'جنوبی', grants: own, orgUnitId: south });
  account = await anAccount(owner, { name: 'آراد', phone: '02188776655' });
});
afterAll(() => test?.close());

function ask(caller: Caller, query: Record<string, string>): Promise<Answer<Explained>> {
  return caller.get<Explained>(`/access/explain?${new URLSearchParams({ recordType: 'account', ...query })}`);
}
const about = async (user: Caller, more: Record<string, string> = {}) =>
  (await ask(test.admin, { userId: user.userId, recordId: account.id, ...more })).body;

describe('GET /access/explain', () => {
  it('names the role, its scope and how it reaches the record', async () => {
    expect(await about(owner)).toMatchObject({ allowed: true, missing: null, roles: [{ scope: 'own', via: 'owner' }] });
    expect(await about(colleague)).toMatchObject({
      allowed: true,
      roles: [{ scope: 'branchAndBelow', via: 'branchBelow' }],
      wouldGive: [],
    });
    expect((await ask(test.admin, { recordId: account.id })).body).toMatchObject({
      allowed: true,
      roles: [{ roleName: 'مدیر سامانه', scope: 'all', via: 'all' }],
    });
  });

  it('says what is missing, and which role would give it', async () => {
    const wide = await makeRole(test, grants(['account'], ['view'], 'all'), { name: 'بینندهٔ همه' });
    const answer = await about(stranger);
    expect(answer).toMatchObject({ allowed: false, missing: 'outOfReach', roles: [], shortRoles: [{ scope: 'own' }] });
    expect(answer.wouldGive).toContainEqual(expect.objectContaining({ roleId: wide, scope: 'all', via: 'all' }));
    expect(await about(colleague, { action: 'edit' })).toMatchObject({
      allowed: false,
      missing: 'outOfReach',
      shortRoles: [{ scope: 'own' }],
    });
    expect(await about(colleague, { action: 'export' })).toMatchObject({ allowed: false, missing: 'noAction' });
    expect(await about(stranger, { action: 'edit' })).toMatchObject({ allowed: false, missing: 'notSeen' });
  });

  it('knows a share, a maker, a guest and a parent', async () => {
    await owner.post(`/accounts/${account.id}/shares`, { userId: stranger.userId, level: 'view' });
    expect(await about(stranger)).toMatchObject({
      allowed: true,
      roles: [],
      shares: [{ holder: 'person', level: 'view' }],
    });
    expect(await about(stranger, { action: 'edit' })).toMatchObject({
      allowed: false,
      missing: 'outOfReach',
      shares: [],
    });
    const note = await aNote(owner, { type: 'account', id: account.id });
    const ofNote = await ask(test.admin, { userId: stranger.userId, recordType: 'note', recordId: note.id });
    expect(ofNote.body).toMatchObject({
      allowed: true,
      parent: { recordType: 'account', recordId: account.id, visible: true },
    });
    await owner.delete(`/accounts/${account.id}/shares?userId=${stranger.userId}`);
    const lost = await ask(test.admin, { userId: stranger.userId, recordType: 'note', recordId: note.id });
    expect(lost.body).toMatchObject({ allowed: false, missing: 'parentNotSeen', parent: { visible: false } });
    const meeting = await anActivity(owner, {
      type: 'meeting',
      startAt: '2030-01-01T08:00:00Z',
      endAt: '2030-01-01T09:00:00Z',
      attendeeUserIds: [stranger.userId],
    });
    const guest = await ask(test.admin, { userId: stranger.userId, recordType: 'activity', recordId: meeting.id });
    expect(guest.body).toMatchObject({ allowed: true, asGuest: true, asCreator: false });
  });

  it('tells where a limit on a field comes from', async () => {
    const blind = await test.person({
      grants: grants(['account'], ['view'], 'all'),
      fields: [{ recordType: 'account', field: 'phone', level: 'masked' }],
    });
    expect((await about(blind, { field: 'phone' })).fieldAccess).toMatchObject({
      level: 'masked',
      roles: [{ field: 'phone', level: 'masked' }],
    });
    const open = await makeRole(test, grants(['account'], ['view'], 'own'));
    const { body } = await test.admin.get<{ roleIds: string[] }>(`/users/${blind.userId}`);
    await test.admin.patch(`/users/${blind.userId}`, { roleIds: [...body.roleIds, open] });
    const widened = (await about(blind, { field: 'phone' })).fieldAccess;
    expect(widened?.level).toBe('write');
    expect(widened?.roles.map(({ level }) => level).sort()).toEqual(['masked', 'write']);
  });

  it('answers for somebody who was disabled', async () => {
    const gone = await test.person({ grants: grants(['account'], ['view'], 'all') });
    await test.admin.patch(`/users/${gone.userId}`, { active: false });
    expect(await about(gone)).toMatchObject({ allowed: false, missing: 'inactive' });
  });

  it('agrees with what happens when the person asks', async () => {
    for (const person of [owner, colleague, stranger]) {
      const explained = await about(person);
      const edit = await about(person, { action: 'edit' });
      expect((await person.get(`/accounts/${account.id}`)).status === 200).toBe(explained.allowed);
      expect((await person.patch(`/accounts/${account.id}`, { city: 'رشت' })).status === 200).toBe(edit.allowed);
    }
  });

  it('is about oneself for everybody, and about others for whoever holds the subject', async () => {
    expect((await ask(owner, { recordId: account.id })).body.allowed).toBe(true);
    expect((await ask(owner, { userId: colleague.userId, recordId: account.id })).status).toBe(403);
    const helper = await test.person({
      grants: [...grants(['account'], ['view'], 'own'), ...grants(['access'], ['edit'], 'all'), ...LISTS],
    });
    // A record that the one who asks doesn't see is not there, also when the person asked about sees it.
    expect((await ask(helper, { userId: owner.userId, recordId: account.id })).status).toBe(404);
    expect((await ask(stranger, { recordId: account.id })).status).toBe(404);
    const own = await anAccount(test.admin);
    await test.admin.patch(`/accounts/${own.id}`, { ownerId: helper.userId });
    expect((await ask(helper, { userId: owner.userId, recordId: own.id })).body).toMatchObject({ allowed: false });
  });

  it.each([
    [{ recordType: 'spaceship' }, 'role.unknownRecordType'],
    [{ action: 'fly' }, 'role.unknownAction'],
    [{ field: 'constructor' }, 'filter.unknownField'],
  ])('refuses %j', async (query, code) => {
    const answer = await ask(test.admin, query as Record<string, string>);
    expect([answer.status, JSON.stringify(answer.body)]).toEqual([400, expect.stringContaining(code)]);
  });
});
