/**
 * What 500 open live streams cost one server: memory of each, processor time while nothing happens, and how soon all of
 * them hear of something. 100 people with five screens each, on a company of its own. Usage: npm run bench -- streams
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { call } from '../lib/people.mjs';
import { atMost, keepResults } from '../lib/results.mjs';
import { ADMIN_PASSWORD, startServer } from '../lib/server.mjs';
import { median, round } from '../lib/statistics.mjs';

const PEOPLE = 100;
const SCREENS = 5;
const IDLE_MS = 30_000;
const ROUNDS = 10;
const PASSWORD = 'bench-person-1405x';
/** Clock ticks per second of /proc. */
const TICKS = 100;

const dataDir = mkdtempSync(join(tmpdir(), 'peyvand-streams-'));
const server = await startServer(dataDir);
const heard = [];
const streams = [];
try {
  const signIn = (username, password) => call(server.baseUrl, undefined, 'POST', '/auth/login', { username, password });
  const admin = (await signIn('admin', ADMIN_PASSWORD)).accessToken;
  await call(server.baseUrl, admin, 'POST', '/setup/empty', {});
  const team = await call(server.baseUrl, admin, 'POST', '/teams', { name: 'همه' });
  const role = (await call(server.baseUrl, admin, 'GET', '/roles')).data.find(
    ({ builtin }) => builtin === 'salesperson',
  );
  const tokens = [];
  for (let i = 0; i < PEOPLE; i += 1) {
    const username = `person-${i}`;
    const body = { username, fullName: `نفر ${i}`, password: PASSWORD, roleIds: [role.id], teamIds: [team.id] };
    await call(server.baseUrl, admin, 'POST', '/users', body);
    tokens.push((await signIn(username, PASSWORD)).accessToken);
  }
  await delay(3_000);
  const before = server.rss();
  const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });
  for (const token of tokens)
    for (let screen = 0; screen < SCREENS; screen += 1) streams.push(await open(server.port, token, agent));
  await delay(5_000);
  const memoryKb = round((server.rss() - before) / 1024 / streams.length);
  const idleFrom = ticks(server.pid);
  await delay(IDLE_MS);
  const idlePercent = round(((ticks(server.pid) - idleFrom) / TICKS / (IDLE_MS / 1000)) * 100);
  const conversation = await call(server.baseUrl, tokens[0], 'POST', '/conversations', { teamId: team.id });
  const waits = [];
  const spent = [];
  for (let round_ = 0; round_ < ROUNDS; round_ += 1) {
    heard.length = 0;
    const [from, ticksFrom] = [performance.now(), ticks(server.pid)];
    await call(server.baseUrl, tokens[0], 'POST', '/notes', {
      about: { type: 'conversation', id: conversation.id },
      body: 'سلام',
    });
    while (heard.length < (PEOPLE - 1) * SCREENS && performance.now() - from < 20_000) await delay(5);
    if (heard.length < (PEOPLE - 1) * SCREENS) throw new Error(`only ${heard.length} streams heard of it`);
    waits.push(Math.max(...heard) - from);
    spent.push(((ticks(server.pid) - ticksFrom) / TICKS) * 1000);
  }
  const figures = {
    streams: streams.length,
    memoryKbPerStream: memoryKb,
    idlePercentOfOneCore: idlePercent,
    lastHearsAfterMs: round(median(waits)),
    processorMsPerEventToAll: round(median(spent)),
  };
  process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
  const goals = [
    atMost('memory of one open stream of 500', memoryKb, 150, 'kB'),
    atMost('processor time of 500 silent streams, of one core', idlePercent, 5, '%'),
  ];
  keepResults('streams', { goals, figures });
  process.exitCode = goals.every(({ held }) => held) ? 0 : 1;
} finally {
  for (const stream of streams) stream.destroy();
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
process.exit();

/** Opens one stream and notes each event of a record that it hears. */
function open(port, token, agent) {
  return new Promise((resolve, reject) => {
    const request = get(
      { port, host: '127.0.0.1', path: '/api/v1/me/stream', agent, headers: { authorization: `Bearer ${token}` } },
      (response) => {
        if (response.statusCode !== 200) return reject(new Error(`a stream answers ${response.statusCode}`));
        response.on('data', (part) => {
          if (String(part).includes('event: record')) heard.push(performance.now());
        });
        resolve(request);
      },
    );
    request.on('error', reject);
  });
}

/** Processor time of the server so far, in ticks. */
function ticks(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return Number(fields[11]) + Number(fields[12]);
}
