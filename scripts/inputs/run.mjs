import { readFileSync } from 'node:fs';
import { Agent } from 'node:http';
import { inputs } from './inputs.mjs';
import { describe, faultOf, SLOW_MS } from './judge.mjs';
import { send } from './send.mjs';
import { differing } from './traces.mjs';

const AT_ONCE = 8;
const BATCH = 400;
const MOST_GROWTH_MB = 200;
const MOST_BYTES = 5 * 1024 * 1024;

/**
 * Sends every input to the product, judges each answer, and then sends what was refused once more, batch by batch, to
 * see that it changes no row of any table.
 */
export class InputRun {
  #agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  #refused = [];

  /**
   * @param {import('../proof/server.mjs').Product} product
   * @param {import('./world.mjs').World} world
   * @param {import('./callers.mjs').Callers} callers
   * @param {import('./traces.mjs').Traces} traces
   * @param {{ slowMs?: number }} [options] longest time of a clean answer
   */
  constructor(product, world, callers, traces, { slowMs = SLOW_MS } = {}) {
    this.slowMs = slowMs;
    this.product = product;
    this.world = world;
    this.callers = callers;
    this.traces = traces;
    this.statuses = {};
    this.byKind = {};
    this.slowestMs = 0;
  }

  /** Every answer is clean. @param {import('../proof/report.mjs').Check} check */
  async answers(check, seed, count) {
    const waiting = inputs(this.world, seed, count);
    const one = async () => {
      for (const input of waiting) await this.#judge(check, input);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, one));
    check.figures.statuses = this.statuses;
    check.figures.byKind = this.byKind;
    check.figures.routes = this.world.operations().length;
    check.figures.slowestMs = Math.round(this.slowestMs);
  }

  async #judge(check, input) {
    const { answer, ms, error } = await this.send(input);
    // A body beyond the limit may be answered by closing the door while it still comes.
    const cutOff = error !== undefined && Buffer.byteLength(input.body ?? '') > MOST_BYTES;
    let fault = error ? `no answer: ${error.message}` : faultOf(input, answer);
    if (cutOff) fault = undefined;
    // What is accepted may take its time. A busy machine may be slow once; what is slow by itself is slow again.
    if (!fault && answer?.status >= 400 && ms > this.slowMs && (await this.send(input)).ms > this.slowMs)
      fault = `took ${Math.round(ms)} ms`;
    this.slowestMs = Math.max(this.slowestMs, ms ?? 0);
    this.statuses[answer?.status ?? 0] = (this.statuses[answer?.status ?? 0] ?? 0) + 1;
    const kind = (this.byKind[input.kind] ??= { tried: 0, refused: 0 });
    kind.tried += 1;
    if (answer?.status >= 400) {
      kind.refused += 1;
      this.#refused.push({ input, requestId: answer.headers['x-request-id'] });
    }
    check.expect(fault === undefined, () => describe(input, fault, answer));
  }

  /** Sends an input on behalf of whom it names; what went wrong on the way comes as `error`. */
  async send(input) {
    try {
      const sent = { ...input, headers: { ...this.callers.headers(input.as), ...input.headers } };
      const got = await send({ url: this.product.url, agent: this.#agent }, sent);
      if (got.answer.status === 401 && input.as === 'person') await this.callers.renew();
      return got;
    } catch (error) {
      return { error };
    }
  }

  /** What was refused has left nothing: no entry in the log of changes, and, sent again, no other row in any table. */
  async nothingWritten(check) {
    const logged = await this.traces.logged(this.#refused.map(({ requestId }) => requestId).filter(Boolean));
    for (const { input, requestId } of this.#refused)
      check.expect(!logged.has(requestId), () => describe(input, 'left an entry in the log of changes'));
    for (let start = 0; start < this.#refused.length; start += BATCH)
      await this.#replay(
        check,
        this.#refused.slice(start, start + BATCH).map(({ input }) => input),
      );
  }

  async #replay(check, batch) {
    const before = await this.traces.checksums();
    const { accepted, refused } = await this.#refusedAgain(batch);
    const changed = differing(before, await this.traces.checksums());
    if (changed.length === 0) return check.heldMany(refused.length);
    // What is accepted now (a name that is free again, say) may write: look at the rest alone, and then one by one.
    if (accepted > 0) return this.#replay(check, refused);
    if (batch.length === 1) return check.expect(false, () => describe(batch[0], `changed ${changed.join(', ')}`));
    const half = Math.ceil(batch.length / 2);
    await this.#replay(check, batch.slice(0, half));
    return this.#replay(check, batch.slice(half));
  }

  async #refusedAgain(batch) {
    const waiting = batch.values();
    const refused = [];
    let accepted = 0;
    const one = async () => {
      for (const input of waiting) {
        const { answer } = await this.send(input);
        if (answer && answer.status < 400) accepted += 1;
        else refused.push(input);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, one));
    return { accepted, refused };
  }

  /** The process lives, answers, and has not grown. */
  async alive(check, pidBefore, before) {
    const ready = await fetch(`${this.product.url}/health/ready`).then((answer) => answer.ok);
    const grown = residentMb(this.product.pid) - before;
    check.expect(this.product.isRunning && this.product.pid === pidBefore && ready, 'the server no longer answers');
    check.expect(grown < MOST_GROWTH_MB, () => `memory grew by ${grown} MB`);
    check.figures.grownMb = grown;
  }

  close() {
    this.#agent.destroy();
  }
}

/** Resident memory of a process, in MB. */
export function residentMb(pid) {
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024);
}
