import { newId } from '../../src/platform/records/new-id.js';
import type { Caller, Grant, TestApp } from '../support/app.js';

export interface MadeUser {
  readonly id: string;
  readonly username: string;
  readonly password: string;
}

/** Makes a user by the API without signing in. */
export async function makeUser(test: TestApp, more: Record<string, unknown> = {}): Promise<MadeUser> {
  const mark = newId().slice(-8);
  const username = (more.username as string | undefined) ?? `someone-${mark}`;
  const password = `گذر-${mark}-واژه`;
  const answer = await test.admin.post<{ id: string }>('/users', {
    username,
    fullName: `کاربر ${mark}`,
    password,
    ...more,
  });
  if (answer.status !== 201) throw new Error(`user: ${answer.status} ${JSON.stringify(answer.body)}`);
  return { id: answer.body.id, username, password };
}

/** Makes a role by the API and answers its id. */
export async function makeRole(
  test: TestApp,
  grants: readonly Grant[],
  more: Record<string, unknown> = {},
): Promise<string> {
  const answer = await test.admin.post<{ id: string }>('/roles', { name: `نقش ${newId().slice(-8)}`, grants, ...more });
  if (answer.status !== 201) throw new Error(`role: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body.id;
}

/** The id of a ready role. */
export async function readyRole(
  test: TestApp,
  builtin: 'administrator' | 'salesManager' | 'salesperson',
): Promise<string> {
  const filter = encodeURIComponent(JSON.stringify({ field: 'builtin', op: 'eq', value: builtin }));
  const answer = await test.admin.get<{ data: { id: string }[] }>(`/roles?filter=${filter}`);
  return (answer.body.data[0] as { id: string }).id;
}

/** The codes of the faults that a problem names. */
export function codes(answer: { body: unknown }): string[] {
  const { code, errors } = answer.body as { code: string; errors?: { code: string }[] };
  return errors?.length ? errors.map((error) => error.code) : [code];
}

/** Somebody who administers people of their own branch and below, and sells in it: much, but not everything. */
export function branchManagerGrants(): Grant[] {
  const of = (recordType: string, actions: string[], scope: string) =>
    actions.map((action) => ({ recordType, action, scope }));
  return [
    ...of('user', ['view', 'create', 'edit', 'delete', 'restore', 'assign'], 'branchAndBelow'),
    ...of('role', ['view', 'create', 'edit', 'delete', 'restore'], 'all'),
    ...of('team', ['view', 'create', 'edit', 'delete', 'restore'], 'all'),
    ...of('orgUnit', ['view', 'create', 'edit', 'delete'], 'branchAndBelow'),
    ...of('account', ['view', 'create', 'edit'], 'branchAndBelow'),
    ...of('savedView', ['view', 'create', 'edit'], 'own'),
  ];
}

/** The status of `GET /me` for a caller: 200 while they are let in. */
export async function statusOf(caller: Caller): Promise<number> {
  return (await caller.get('/me')).status;
}

/** Makes a team by the API and answers its id. */
export async function makeTeam(test: TestApp, name: string): Promise<string> {
  const answer = await test.admin.post<{ id: string }>('/teams', { name });
  if (answer.status !== 201) throw new Error(`team: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body.id;
}
