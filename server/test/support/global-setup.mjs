import './typescript-hooks.mjs';

/** Once per run, before any worker starts. */
export default async function globalSetup(globalConfig) {
  const { startDatabase } = await import('./start-database.ts');
  globalThis.__PEYVAND_TEST_CLUSTER__ = await startDatabase(globalConfig.maxWorkers);
}
