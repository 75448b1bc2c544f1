import { api, request } from './http';
import { ProblemError } from './problem';
import { queryClient } from './query-client';
import { accessToken, sessionEnded } from './token';

/** A step of a sign-in that is left, with the ticket for it. */
export interface SignInStep {
  step: 'code' | 'renewal' | 'enrolment';
  ticket: string;
}

interface Tokens {
  accessToken: string;
}

export interface Credentials {
  username: string;
  password: string;
}

/** For whom an invitation is. */
export interface InvitationLook {
  username: string;
  fullName: string;
  expiresAt: string;
  minLength: number;
}

/** What setting up the second step answers: the secret at first, recovery codes and tokens at the end. */
export interface Enrolment {
  secret?: string;
  uri?: string;
  recoveryCodes?: string[];
  accessToken?: string;
}

const post = <T>(path: string, body: object): Promise<T> => request<T>('POST', path, { body, authenticated: false });

/** Lets a new session begin: nothing of the former one stays. */
export function enter(tokens: Tokens): void {
  queryClient.clear();
  accessToken.set(tokens.accessToken);
  sessionEnded.set(false);
}

export async function signIn(credentials: Credentials): Promise<void> {
  enter(await post<Tokens>('/auth/login', credentials));
}

export async function takeCode(ticket: string, otp: string): Promise<void> {
  enter(await post<Tokens>('/auth/two-step', { ticket, otp }));
}

export async function renewPassword(ticket: string, newPassword: string): Promise<void> {
  enter(await post<Tokens>('/auth/password/renewal', { ticket, newPassword }));
}

/** Without a code it begins; with the first code it ends, and the answer has the recovery codes. */
export function enrol(ticket: string, otp?: string): Promise<Enrolment> {
  return post<Enrolment>('/auth/two-step/enrolment', { ticket, ...(otp !== undefined && { otp }) });
}

export function lookAtInvitation(ticket: string): Promise<InvitationLook> {
  return post<InvitationLook>('/auth/invitation/look', { ticket });
}

export function acceptInvitation(ticket: string, newPassword: string): Promise<void> {
  return post<void>('/auth/invitation', { ticket, newPassword });
}

/** Ways to sign in beside a name and a password. */
export function signInMethods(): Promise<{ provider: { label: string } | null }> {
  return request('GET', '/auth/methods', { authenticated: false });
}

export async function signOut(): Promise<void> {
  await api.post('/auth/logout').catch(() => undefined);
  accessToken.set(null);
  queryClient.clear();
}

/** The step that a refused sign-in leaves; null when it was refused for good. */
export function stepOf(error: unknown): SignInStep | null {
  const { step, ticket } = error instanceof ProblemError ? (error.problem as Partial<SignInStep>) : {};
  return step && ticket ? { step, ticket } : null;
}

/** The step that the provider's way back has put behind the sign of the address. */
export function stepOfHash(hash: string): (SignInStep & { next: string }) | null {
  const said = new URLSearchParams(hash.replace(/^#/, ''));
  const [step, ticket, next] = ['step', 'ticket', 'next'].map((name) => said.get(name) ?? '');
  const isStep = step === 'code' || step === 'renewal' || step === 'enrolment';
  return isStep && ticket ? { step, ticket, next: next?.startsWith('/') && !next.startsWith('//') ? next : '/' } : null;
}
