import { ensureBuilt } from '../lib/build.mjs';
import { ensureInstalled } from '../lib/install.mjs';
import { readFlags } from '../proof/flags.mjs';
import { Report } from '../proof/report.mjs';
import { Random } from '../proof/seed.mjs';
import { Product } from '../proof/server.mjs';
import { Callers } from './callers.mjs';
import { injections } from './injection-run.mjs';
import { everyColumnInEveryBody } from './mass-assignment.mjs';
import { InputRun, residentMb } from './run.mjs';
import { withSqlmap } from './sqlmap.mjs';
import { Traces } from './traces.mjs';
import { populate, World } from './world.mjs';

/**
 * `npm run check:inputs [-- --seed n] [-- --count 20000] [-- --sqlmap-seconds 40] [-- --only 31,32,33,rows,sqlmap,process]
 * [-- --save]`: sends bad input to every route of the running server and looks at every answer, at the database and at the
 * process. Ends with a table, and not 0 when a promise is broken.
 */
const flags = readFlags('inputs', {
  count: { type: 'string', default: '20000' },
  'sqlmap-seconds': { type: 'string', default: '40' },
});
const { seed } = new Random(flags.seed);
await ensureInstalled();
await ensureBuilt(['server']);
const report = new Report('inputs', seed);
const product = await Product.start();
try {
  const admin = await product.admin();
  const world = new World((await admin.get('/api/openapi.json')).body, (await admin.must('GET', '/record-types')).data);
  const missing = await populate(world, (method, path, body) => admin.call(method, path, body), seed);
  const traces = await Traces.open(product.databaseUrl('superuser'));
  const callers = await Callers.make(admin);
  const run = new InputRun(product, world, callers, traces);
  const seconds = Number(flags['sqlmap-seconds']);
  for (const line of missing) process.stdout.write(`no example could be made of ${line}\n`);
  const before = residentMb(product.pid);
  const { pid } = product;
  const send = (input) => run.send(input);
  const checks = {
    31: ['names and values of SQL', (check) => injections(check, world, send)],
    32: ['every column in every body', (check) => everyColumnInEveryBody(check, world, send, seed)],
    33: ['answers to generated input', (check) => run.answers(check, seed, Number(flags.count))],
    rows: ['rows after a refusal', (check) => run.nothingWritten(check)],
    sqlmap: ['sqlmap', (check) => withSqlmap(check, { url: product.url, seconds, ...callers.headers('key') })],
    process: ['process and memory', (check) => run.alive(check, pid, before)],
  };
  for (const id of ['31', '32', '33', 'rows', 'sqlmap', 'process'])
    if (flags.only === undefined || flags.only.includes(id)) await report.run(id, ...checks[id]);
  run.close();
  await traces.close();
} finally {
  await product.remove();
}
report.finish();
if (flags.savePath) report.save(flags.savePath, { count: Number(flags.count) });
