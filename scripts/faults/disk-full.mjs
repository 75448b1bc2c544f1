import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Product } from '../proof/server.mjs';
import { ACTIONS } from './actions.mjs';
import { openCompany, workers } from './company.mjs';
import { settle, someWrites } from './kill-server.mjs';

const SIZE = '600m';
const MOST_SECONDS = 60;

/**
 * Check 4 (P1, P13): the disk with the data fills up under writers, once under Postgres and once under uploads, and gets
 * room again. Nothing acknowledged is lost, the answers meanwhile are clean problems, and all goes on without a restart.
 */
export async function diskFull(check, { random, mutate }) {
  const volume = mkdtempSync(join(tmpdir(), 'peyvand-volume-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE},mode=0755`, 'tmpfs', volume], { stdio: 'pipe' });
  } catch (error) {
    rmSync(volume, { recursive: true, force: true });
    return check.skip(`a small volume cannot be mounted here: ${error.message.split('\n')[0]}`);
  }
  let product;
  try {
    product = await Product.start({ dataDir: join(volume, 'data'), mutate });
    const company = await openCompany(product, random);
    const pid = product.pid;
    await fillUnderWriters(check, company, volume, random);
    await fillUnderUploads(check, company, volume);
    check.expect(product.isRunning && product.pid === pid, 'the server process did not live through it');
  } finally {
    await product?.remove();
    await delay(200);
    execFileSync('umount', ['-l', volume], { stdio: 'pipe' });
    rmSync(volume, { recursive: true, force: true });
  }
}

async function fillUnderWriters(check, company, volume, random) {
  const writers = workers(company);
  let seconds;
  try {
    await someWrites(writers, random);
    const filling = fill(volume);
    const refused = await refusals(writers, 5);
    check.figures.refusedWhileFull = refused;
    filling.free();
    seconds = await someWrites(writers, random);
  } finally {
    await writers.stop();
  }
  check.expect(seconds < MOST_SECONDS, `first good write ${seconds.toFixed(1)} s after there was room again`);
  check.figures.secondsToFirstWrite = Number(seconds.toFixed(1));
  await settle(check, company, writers);
}

/** Waits until writes were refused for some seconds on end, so that Postgres has met the wall. */
async function refusals(writers, seconds) {
  const { ledger } = writers.tools;
  const before = ledger.unanswered;
  const deadline = performance.now() + 60_000;
  while (performance.now() < deadline) {
    if (ledger.unanswered > before && performance.now() - writers.lastAcknowledged > seconds * 1000) break;
    await delay(50);
  }
  if (ledger.unanswered === before) throw new Error('the disk did not get full');
  return ledger.unanswered - before;
}

async function fillUnderUploads(check, company, volume) {
  const { client } = company;
  const call = await ACTIONS['POST /files'](company);
  const size = 8 * 1024 * 1024;
  const big = Buffer.concat([
    call.body.subarray(0, call.body.indexOf('متن')),
    Buffer.alloc(size, 'a'),
    call.body.subarray(call.body.lastIndexOf('\r\n--')),
  ]);
  const filling = fill(volume, 2 * 1024 * 1024);
  const answers = [];
  for (let i = 0; i < 5; i += 1) answers.push(await client.post('/files', big, call.headers));
  filling.free();
  for (const answer of answers)
    check.expect(
      [503, 507].includes(answer.status) && answer.isProblem,
      `upload on a full disk: ${answer.status} ${answer.text.slice(0, 200)}`,
    );
  const after = await client.post('/files', call.body, call.headers);
  check.expect(after.ok, `upload when there is room again: ${after.status} ${after.text.slice(0, 200)}`);
}

/** Takes the room that is left but for `spare` bytes, and gives it back. */
function fill(volume, spare = 0) {
  const path = join(volume, 'filling');
  const file = openSync(path, 'w');
  const chunk = Buffer.alloc(1024 * 1024);
  const left = () => {
    const { bavail, bsize } = statfsSync(volume);
    return bavail * bsize;
  };
  try {
    while (left() > spare) writeSync(file, chunk, 0, Math.min(chunk.length, Math.max(1, left() - spare)));
  } catch (error) {
    if (error.code !== 'ENOSPC') throw error;
  }
  closeSync(file);
  return { free: () => rmSync(path, { force: true }) };
}
