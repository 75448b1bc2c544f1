export default async function globalTeardown() {
  await globalThis.__PEYVAND_E2E_SERVER__?.stop();
}
