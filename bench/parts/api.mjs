/**
 * The API against the bare server on one database of 1,000,000 contacts and opportunities, as three people, with one
 * request at a time and with sixteen. Usage: npm run bench -- api [--who salesperson,…] [--only list,…] [--rounds 5] [--ms 400]
 */
import { parseArgs } from 'node:util';
import { openCapture } from '../lib/capture.mjs';
import { compare } from '../lib/compare.mjs';
import { ensureData, superuserUrl } from '../lib/data.mjs';
import { once, requestBytes } from '../lib/load.mjs';
import { operationsOf, TITLES } from '../lib/operations.mjs';
import { signInPeople } from '../lib/people.mjs';
import { atLeast, atMost, keepResults } from '../lib/results.mjs';
import { startServer } from '../lib/server.mjs';
import { startReference } from '../lib/start-reference.mjs';
import { geometricMean, median, round } from '../lib/statistics.mjs';
import { forget } from '../lib/tidy.mjs';

const MEBIBYTE = 1024 ** 2;
const SEARCHES = ['searchRare', 'searchCommon', 'searchNone'];

const { values: flags } = parseArgs({
  options: {
    only: { type: 'string' },
    who: { type: 'string' },
    rounds: { type: 'string', default: '5' },
    ms: { type: 'string', default: '400' },
  },
});
const chosen = (list, name) => list === undefined || list.split(',').includes(name);
const how = { rounds: Number(flags.rounds), ms: Number(flags.ms) };

const dataDir = await ensureData('1m');
const server = await startServer(dataDir);
const url = await superuserUrl(dataDir);
const capture = await openCapture(url);
const figures = [];
try {
  for (const who of ['salesperson', 'manager', 'administrator'])
    if (chosen(flags.who, who)) figures.push(...(await measure(who)));
} finally {
  await forget(capture);
  await capture.close();
}
const memory = Math.round(server.rss() / MEBIBYTE);
await server.stop();
print();
const goals = whole() ? goalsOf() : [];
if (whole()) keepResults('api', { goals, figures });
process.exit(goals.every(({ held }) => held) ? 0 : 1);

async function measure(who) {
  // Signed in anew for each, because an access token lives for a quarter of an hour.
  const person = (await signInPeople(server.baseUrl))[who];
  const operations = await operationsOf(capture, person);
  const wanted = Object.entries(operations).filter(([name]) => chosen(flags.only, name));
  const bare = await startReference(url, Object.fromEntries(wanted.map(([name, { reference }]) => [name, reference])));
  const found = [];
  try {
    for (const [name, { requests, reference }] of wanted) {
      const variants = reference.variants?.length ?? 1;
      const bareRequests = Array.from({ length: variants }, (_, i) => requestBytes('GET', `/${name}/${i}`));
      const sizes = await payload(requests, bareRequests[0], bare.port);
      for (const connections of [1, 16]) {
        const sides = [
          { port: server.port, requests },
          { port: bare.port, requests: bareRequests },
        ];
        const result = await compare(...sides, { connections, ...how });
        found.push({ who, operation: name, connections, ...result, ...sizes });
        const { product, bare: other, share, p95Ratio } = result;
        process.stdout.write(
          `${who.padEnd(14)}${TITLES[name].padEnd(28)}${String(connections).padStart(3)}  ${product.perSecond} of ${other.perSecond} req/s = ${share}, p95 ${product.p95Ms} of ${other.p95Ms} ms = ${p95Ratio}\n`,
        );
      }
    }
  } finally {
    await bare.stop();
  }
  return found;
}

/** Bytes of an answer, and of the same rows as flat JSON. */
async function payload(requests, bareRequest, barePort) {
  if (typeof requests === 'function') return {};
  const [own, flat] = [await once(server.port, requests[0]), await once(barePort, bareRequest)];
  return { bytes: own.body.length, flatBytes: flat.body.length };
}

function whole() {
  return flags.only === undefined && flags.who === undefined;
}

function print() {
  process.stdout.write(`memory of the server after the run: ${memory} MiB\n`);
}

function goalsOf() {
  const of = (who, name, connections) =>
    figures.find((f) => f.who === who && f.operation === name && f.connections === connections);
  const people = [...new Set(figures.map(({ who }) => who))];
  const share = (who, name) => of(who, name, 16).share;
  const means = people.map((who) =>
    geometricMean([
      share(who, 'list'),
      share(who, 'filtered'),
      geometricMean(SEARCHES.map((name) => share(who, name))),
      share(who, 'read'),
      share(who, 'create'),
    ]),
  );
  const worst = (list) => round(Math.max(...list));
  const least = (list) => round(Math.min(...list));
  return [
    atLeast('requests/s of the bare server, geometric mean of five at 16, least of three people', least(means), 0.333),
    atMost(
      'list, p95 at 16 against bare, worst of three people',
      worst(people.map((who) => of(who, 'list', 16).p95Ratio)),
      2.5,
      'x',
    ),
    atLeast('record, requests/s of the bare server at 16', least(people.map((who) => share(who, 'read'))), 0.2),
    atLeast(
      'create with log of changes, of plain insert at 16',
      least(people.map((who) => share(who, 'create'))),
      0.25,
    ),
    ...SEARCHES.map((name) =>
      atMost(
        `${TITLES[name]}, p95 at 1 against the better SQL plan, middle of three people`,
        round(median(people.map((who) => of(who, name, 1).p95Ratio))),
        1.5,
        'x',
      ),
    ),
    atMost(
      'list payload against flat JSON',
      worst(people.map((who) => of(who, 'list', 1).bytes / of(who, 'list', 1).flatBytes)),
      1.2,
      'x',
    ),
    atMost(
      'board of up to 1,000 cards against its SQL, median at 1',
      worst(people.map((who) => of(who, 'board', 1).product.medianMs / of(who, 'board', 1).bare.medianMs)),
      5,
      'x',
    ),
    atMost('memory of the server after the run', memory, 250, ' MiB'),
  ];
}
