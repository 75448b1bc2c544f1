/**
 * How much slower the same operations are at 1,000,000 rows than at some 10,000, as the three people, one request at a time,
 * both servers in turn. Usage: npm run bench -- growth
 */
import { openCapture } from '../lib/capture.mjs';
import { compare } from '../lib/compare.mjs';
import { ensureData, superuserUrl } from '../lib/data.mjs';
import { operationsOf, TITLES } from '../lib/operations.mjs';
import { signInPeople } from '../lib/people.mjs';
import { atMost, keepResults } from '../lib/results.mjs';
import { startServer } from '../lib/server.mjs';
import { median, round } from '../lib/statistics.mjs';

const OPERATIONS = ['list', 'filtered', 'deep', 'read', 'file', 'board', 'everywhere'];
/** What the goal names; the others are told. */
const PROMISED = ['list', 'filtered', 'board', 'file'];
const HOW = { connections: 1, rounds: 5, ms: 400 };

const sides = [];
for (const size of ['medium', '1m']) {
  const dataDir = await ensureData(size);
  const server = await startServer(dataDir);
  const capture = await openCapture(await superuserUrl(dataDir));
  sides.push({ server, capture, people: await signInPeople(server.baseUrl) });
}
const [small, large] = sides;
const figures = [];
for (const who of Object.keys(small.people)) {
  const [ofSmall, ofLarge] = await Promise.all(sides.map(({ capture, people }) => operationsOf(capture, people[who])));
  for (const operation of OPERATIONS) {
    const { product: at1M, bare: at10K } = await compare(
      { port: large.server.port, requests: ofLarge[operation].requests },
      { port: small.server.port, requests: ofSmall[operation].requests },
      HOW,
    );
    const times = round(at1M.medianMs / at10K.medianMs);
    figures.push({ who, operation, at10K, at1M, times });
    process.stdout.write(
      `${who.padEnd(14)}${TITLES[operation].padEnd(28)} ${at10K.medianMs} ms at 10k, ${at1M.medianMs} ms at 1M = ${times}\n`,
    );
  }
}
for (const { server, capture } of sides) {
  await capture.close();
  await server.stop();
}
const goals = PROMISED.map((operation) =>
  atMost(
    `${TITLES[operation]}, median at 1M against 10k, middle of three people`,
    round(median(figures.filter((figure) => figure.operation === operation).map(({ times }) => times))),
    2,
    'x',
  ),
);
keepResults('growth', { goals, figures });
process.exit(goals.every(({ held }) => held) ? 0 : 1);
