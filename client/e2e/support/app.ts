/** Address of the running product, without a slash at the end. */
export function baseUrl(): string {
  return setting('PEYVAND_E2E_URL');
}

/** Who may do everything on the test server. */
export function administrator(): { username: string; password: string } {
  return { username: 'admin', password: setting('PEYVAND_E2E_ADMIN_PASSWORD') };
}

function setting(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: run the browser tests with "npm test -- --only=e2e"`);
  return value;
}
