import { ADMIN_PASSWORD } from './server.mjs';

const PASSWORD = 'bench-person-1405x';

/** People of the sample company, by what they are in it: the director, and the first salesperson below. */
const SAMPLE_PEOPLE = { manager: 0, salesperson: 1 };

const sampleUserId = (n) => `01980000-0000-7103-8000-${n.toString(16).padStart(12, '0')}`;

/**
 * Signs three people in: the administrator, a manager and a salesperson.
 *
 * @param {string} baseUrl
 * @returns {Promise<Record<'administrator' | 'manager' | 'salesperson', { token: string, userId: string, username: string, password: string }>>}
 */
export async function signInPeople(baseUrl) {
  const administrator = await signIn(baseUrl, 'admin', ADMIN_PASSWORD);
  const people = { administrator };
  for (const [role, number] of Object.entries(SAMPLE_PEOPLE)) {
    const path = `/users/${sampleUserId(number)}`;
    const user = await call(baseUrl, administrator.token, 'GET', path);
    await call(baseUrl, administrator.token, 'PATCH', path, { password: PASSWORD });
    people[role] = await signIn(baseUrl, user.username, PASSWORD);
  }
  return people;
}

async function signIn(baseUrl, username, password) {
  const { accessToken, user } = await call(baseUrl, undefined, 'POST', '/auth/login', { username, password });
  return { token: accessToken, userId: user.id, username, password };
}

/** One call of the API. @throws Error with what the server said, unless it is a success */
export async function call(baseUrl, token, method, path, body) {
  const answer = await fetch(`${baseUrl}/api/v1${path}`, {
    method,
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(body === undefined || body instanceof FormData ? {} : { 'content-type': 'application/json' }),
    },
    body: body === undefined || body instanceof FormData ? body : JSON.stringify(body),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text.slice(0, 500)}`);
  return text === '' ? undefined : JSON.parse(text);
}
