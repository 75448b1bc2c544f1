import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Digests } from '../../src/core/digest/digests.js';
import { renderMail } from '../../src/platform/channels/mail/mail-content.js';
import { type MailDraft, MailOutbox } from '../../src/platform/channels/mail/mail-outbox.js';
import { clock } from '../../src/platform/context/clock.js';
import { anAccount, aNote, CORE_TYPES } from '../factories/core.js';
import { type Caller, createTestApp, EVERY_ACTION, grants, type TestApp } from '../support/app.js';

let test: TestApp;
let sara: Caller;
let ali: Caller;
let account: string;
let drafts: MailDraft[];
const realNow = clock.now;
const own = [...grants(CORE_TYPES, EVERY_ACTION, 'own'), ...grants(['user'], ['view'], 'all')];
const everyAccount = grants(['account'], ['view'], 'all');
const texts = () => drafts.map(({ content }) => renderMail(content).text);
const digests = () => test.app.get(Digests);

/** A moment of the day after tomorrow, by the clock of Tehran, which has been half past three ahead since 2022. */
function at(hour: number): void {
  const day = new Date(realNow().getTime() + 48 * 3_600_000).toISOString().slice(0, 10);
  clock.now = () => new Date(Date.parse(`${day}T00:00:00Z`) + (hour - 3.5) * 3_600_000);
}

beforeAll(async () => {
  test = await createTestApp();
  const outbox = test.app.get(MailOutbox);
  outbox.isOn = async () => true;
  outbox.put = async (_, draft) => String(drafts.push(draft));
  sara = await test.person({ grants: own, fullName: 'سارا' });
  ali = await test.person({ grants: [...own, ...everyAccount], fullName: 'علی' });
  await test.admin.patch(`/users/${ali.userId}`, { email: 'ali@example.ir' });
  account = (await anAccount(sara, { name: 'بازرگانی آرمان' })).id;
});
beforeEach(() => {
  drafts = [];
});
afterEach(() => {
  clock.now = realNow;
});
afterAll(() => test.close());

const digestedAnHourAgo = () =>
  test.door.asSystem('test', (uow) =>
    uow.execute(`update notification_settings set digested_at = now() - interval '1 hour'`),
  );
const mention = () => aNote(sara, { type: 'account', id: account }, `متن پنهان @[${ali.userId}]`);

describe('news by e-mail', () => {
  it('goes out as soon as it happens for who wants that, once, and holds names but no text of a note', async () => {
    await ali.patch('/me/notification-settings', { kinds: { mentioned: { inApp: true, email: true } } });
    await mention();
    await digests().sendNotices();
    await digests().sendNotices();
    expect(drafts.map(({ kind, to, userId }) => ({ kind, to, userId }))).toEqual([
      { kind: 'notice', to: 'ali@example.ir', userId: ali.userId },
    ]);
    expect(texts()[0]).toContain('سارا از شما نام برد «بازرگانی آرمان»');
    expect(texts()[0]).not.toContain('متن پنهان');
    await ali.patch('/me/notification-settings', { kinds: { mentioned: { email: false } } });
    await ali.post('/notifications/read', { all: true });
    await mention();
    await digests().sendNotices();
    expect(drafts).toHaveLength(1);
  });

  it('comes as a summary at the hour that one chose, once a day, and never empty', async () => {
    await ali.patch('/me/notification-settings', { digestHour: 8 });
    await ali.post('/notifications/read', { all: true });
    await digestedAnHourAgo();
    at(7);
    await digests().sendDigests();
    at(8);
    await digests().sendDigests();
    expect(drafts).toEqual([]);
    clock.now = realNow;
    await mention();
    await digestedAnHourAgo();
    at(8);
    await digests().sendDigests();
    await digests().sendDigests();
    expect(drafts.map(({ kind, to }) => [kind, to])).toEqual([['digest', 'ali@example.ir']]);
    expect(texts()[0]).toContain('بازرگانی آرمان');
  });

  it('says nothing of what its reader has lost the sight of meanwhile', async () => {
    await ali.patch('/me/notification-settings', { kinds: { mentioned: { email: true } }, digestHour: 10 });
    await ali.post('/notifications/read', { all: true });
    await mention();
    const [role] = (await test.admin.get<{ roleIds: string[] }>(`/users/${ali.userId}`)).body.roleIds as [string];
    await test.admin.patch(`/roles/${role}`, { grants: own });
    await digests().sendNotices();
    await digestedAnHourAgo();
    at(10);
    await digests().sendDigests();
    expect(drafts).toEqual([]);
    clock.now = realNow;
    await test.admin.patch(`/roles/${role}`, { grants: [...own, ...everyAccount] });
    await digests().sendNotices();
    expect(drafts).toEqual([]);
  });

  it('does not go to somebody who was disabled', async () => {
    const gone = await test.person({ grants: [...own, ...everyAccount] });
    await test.admin.patch(`/users/${gone.userId}`, { email: 'gone@example.ir' });
    await gone.patch('/me/notification-settings', { kinds: { mentioned: { email: true } } });
    await aNote(sara, { type: 'account', id: account }, `@[${gone.userId}]`);
    await test.admin.patch(`/users/${gone.userId}`, { active: false });
    await digests().sendNotices();
    expect(drafts).toEqual([]);
  });
});
