/** Once per run, after the last test. */
export default async function globalTeardown() {
  await globalThis.__PEYVAND_TEST_CLUSTER__?.remove();
}
