import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anActivity, aNote, type Body } from '../factories/core.js';
import { newOpportunity, salesGrants } from '../factories/sales.js';
import { type Caller, createTestApp, EVERY_ACTION, grants, type TestApp } from '../support/app.js';

interface Page {
  data: { kind: string; id: string; data: Record<string, unknown> }[];
}

let test: TestApp;
let rep: Caller;
let other: Caller;
beforeAll(async () => {
  test = await createTestApp();
  rep = await test.person({ grants: [...salesGrants(), ...grants(['note'], EVERY_ACTION, 'own')] });
  other = await test.person({ grants: [...salesGrants(), ...grants(['note'], EVERY_ACTION, 'own')] });
});
afterAll(() => test.close());

describe('GET /opportunities/:id/timeline', () => {
  it('tells what was done, written and changed, and nothing of another opportunity', async () => {
    const one = await newOpportunity(rep);
    const two = await newOpportunity(rep);
    const about = { type: 'opportunity', id: one.id };
    const call = await anActivity(rep, { type: 'call', about, doneAt: '2026-01-05T08:00:00Z' });
    await anActivity(rep, { type: 'call', about: { ...about, id: two.id }, doneAt: '2026-01-05T08:00:00Z' });
    const note = await aNote(rep, about);
    await rep.patch(`/opportunities/${one.id}`, { expectedCloseOn: '2027-01-01', description: 'شرح' });
    const { data } = (await rep.get<Page>(`/opportunities/${one.id}/timeline`)).body;
    expect(data.map(({ kind, id }) => (kind === 'change' ? kind : id))).toEqual(['change', note.id, 'change', call.id]);
    expect(data[0]?.data).toMatchObject({ action: 'update', after: { expectedCloseOn: '2027-01-01' } });
    expect(data[0]?.data.after).not.toHaveProperty('description');
  });

  it('is not there for who may not see the opportunity', async () => {
    const { id } = await newOpportunity(rep);
    expect((await other.get(`/opportunities/${id}/timeline`)).status).toBe(404);
  });
});

describe('GET /leads/:id/timeline', () => {
  it('tells notes and the change of the status', async () => {
    const lead = (await rep.post<Body>('/leads', { lastName: 'رهنما', mobile: '09121234567' })).body;
    const note = await aNote(rep, { type: 'lead', id: lead.id });
    await rep.patch(`/leads/${lead.id}`, { status: 'working' });
    const { data } = (await rep.get<Page>(`/leads/${lead.id}/timeline`)).body;
    expect(data.map(({ kind, id }) => (kind === 'change' ? kind : id))).toEqual(['change', note.id, 'change']);
    expect(data[0]?.data).toMatchObject({ before: { status: 'new' }, after: { status: 'working' } });
  });
});
