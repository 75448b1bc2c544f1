import { Check } from '../proof/report.mjs';
import { Client } from '../proof/client.mjs';
import { Callers } from './callers.mjs';
import { everyColumnInEveryBody } from './mass-assignment.mjs';
import { InputRun } from './run.mjs';
import { Traces } from './traces.mjs';
import { populate, World } from './world.mjs';

/**
 * A short run against a product that is already there, for its tests.
 *
 * @param {{ url: string, databaseUrl: string, username: string, password: string }} product
 * @returns {Promise<{ missing: string[], send(seed: number, count: number): Promise<Check>, columns(seed: number): Promise<Check>,
 *   nothingWritten(): Promise<Check>, close(): Promise<void> }>}
 */
export async function openSlice({ url, databaseUrl, username, password }, seed) {
  const admin = await new Client(url).signIn(username, password);
  const world = new World((await admin.get('/api/openapi.json')).body, (await admin.must('GET', '/record-types')).data);
  const missing = await populate(world, (method, path, body) => admin.call(method, path, body), seed);
  const traces = await Traces.open(databaseUrl);
  // How fast a test machine is says nothing of the product.
  const run = new InputRun({ url }, world, await Callers.make(admin), traces, { slowMs: Number.POSITIVE_INFINITY });
  const checked = async (work) => {
    const check = new Check('slice', 'a slice of the inputs');
    await work(check);
    return check;
  };
  return {
    missing,
    send: (from, count) => checked((check) => run.answers(check, from, count)),
    columns: (from) => checked((check) => everyColumnInEveryBody(check, world, (input) => run.send(input), from)),
    nothingWritten: () => checked((check) => run.nothingWritten(check)),
    async close() {
      run.close();
      admin.close();
      await traces.close();
    },
  };
}
