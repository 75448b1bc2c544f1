import type { Caller } from '../support/app.js';

/** A record as the API answers it. */
export type Body = Record<string, unknown> & { id: string; version: number };

let count = 0;

async function made(caller: Caller, path: string, body: object): Promise<Body> {
  const answer = await caller.post<Body>(path, body);
  if (answer.status !== 201) throw new Error(`POST ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}

/** A company, named apart from all others unless `fields` says otherwise. */
export function anAccount(caller: Caller, fields: object = {}): Promise<Body> {
  count += 1;
  return made(caller, '/accounts', { name: `شرکت نمونهٔ ${count}`, ...fields });
}

export function aContact(caller: Caller, fields: object = {}): Promise<Body> {
  count += 1;
  return made(caller, '/contacts', { firstName: 'نمونه', lastName: `مخاطب ${count}`, ...fields });
}

/** A task, open unless `fields` says otherwise. */
export function anActivity(caller: Caller, fields: object = {}): Promise<Body> {
  count += 1;
  return made(caller, '/activities', { subject: `پیگیری ${count}`, ...fields });
}

export function aNote(caller: Caller, about: { type: string; id: string }, body = 'یادداشت'): Promise<Body> {
  return made(caller, '/notes', { about, body });
}

/** The path of a list with its query, encoded. */
export function listOf(path: string, query: Record<string, unknown>): string {
  const parts = Object.entries(query).map(
    ([name, value]) => `${name}=${encodeURIComponent(typeof value === 'string' ? value : JSON.stringify(value))}`,
  );
  return `${path}?${parts.join('&')}`;
}

export const idsOf = (body: unknown): string[] => (body as { data: { id: string }[] }).data.map((row) => row.id);

/** Codes of a problem's faults by path. */
export function faultsOf(body: unknown): Record<string, string> {
  const errors = (body as { errors?: { path: string; code: string }[] }).errors ?? [];
  return Object.fromEntries(errors.map(({ path, code }) => [path, code]));
}

/** Types of core, for grants. */
export const CORE_TYPES = ['account', 'contact', 'accountContact', 'activity', 'note'] as const;
