import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname, relative } from 'node:path';
import { root } from '../lib/paths.mjs';

/** Failures that are told of one check; the rest are only counted. */
const MOST_TOLD = 20;

/** One check: how often it was tried, how often the promise held, and where it did not. */
export class Check {
  tried = 0;
  held = 0;
  failed = [];
  /** Figures that are worth telling but neither hold nor fail: seconds, rows. */
  figures = {};
  /** Why it could not run here, when it could not. */
  notRun = undefined;

  constructor(id, title) {
    this.id = id;
    this.title = title;
  }

  /** Counts one try. @param {boolean} ok @param {string | (() => string)} what describes the case when it failed */
  expect(ok, what) {
    this.tried += 1;
    if (ok) this.held += 1;
    else this.fail(typeof what === 'function' ? what() : what, 0);
    return ok;
  }

  /** Counts many tries at once that held. */
  heldMany(count) {
    this.tried += count;
    this.held += count;
  }

  /** Notes a failure; `tries` of the tries stand for it (none when it was counted already). */
  fail(what, tries = 1) {
    this.tried += tries;
    this.failed.push(what);
  }

  /** It could not run on this machine: said, counted apart, never a success. */
  skip(reason) {
    this.notRun = reason;
  }

  /** An empty check of the same name. */
  like() {
    return new Check(this.id, this.title);
  }

  get isBroken() {
    return this.notRun === undefined && (this.failed.length > 0 || this.held !== this.tried || this.tried === 0);
  }

  toJSON() {
    const { id, title, tried, held, failed, figures, notRun } = this;
    return {
      id,
      title,
      tried,
      held,
      failed: failed.slice(0, MOST_TOLD),
      ...(failed.length > MOST_TOLD && { failedInAll: failed.length }),
      ...(Object.keys(figures).length > 0 && { figures }),
      ...(notRun !== undefined && { notRun }),
    };
  }
}

/** The checks of one run: a JSON line each, and a table in the end. */
export class Report {
  #checks = [];
  #started = performance.now();

  /** @param {string} name of the run @param {number} seed that makes it the same again */
  constructor(name, seed) {
    this.name = name;
    this.seed = seed;
    process.stdout.write(`${name}: seed ${seed}\n`);
  }

  /**
   * Runs one check; whatever it throws is a failure of it, never of the others.
   *
   * @param {string} id
   * @param {string} title
   * @param {(check: Check) => Promise<void>} work
   */
  async run(id, title, work) {
    const check = new Check(id, title);
    const started = performance.now();
    this.#checks.push(check);
    try {
      await work(check);
    } catch (error) {
      check.fail(`broke off: ${error instanceof Error ? error.stack : String(error)}`);
    }
    check.figures.seconds = Number(((performance.now() - started) / 1000).toFixed(1));
    process.stdout.write(`${JSON.stringify(check)}\n`);
    return check;
  }

  get isBroken() {
    return this.#checks.length === 0 || this.#checks.some((check) => check.isBroken);
  }

  /** Prints the table and sets the exit code of the process: not 0 when a promise is broken. */
  finish() {
    const lines = this.#checks.map((check) => [
      check.id,
      check.title,
      check.notRun === undefined ? `${check.held}/${check.tried}` : 'not run',
      check.notRun ?? (check.isBroken ? 'BROKEN' : 'held'),
    ]);
    const widths = [0, 1, 2].map((column) => Math.max(4, ...lines.map((line) => line[column].length)));
    const row = (line) => `${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}\n`;
    process.stdout.write(`\n${row(['id', 'check', 'held', ''])}${lines.map(row).join('')}`);
    const ran = this.#checks.filter((check) => check.notRun === undefined);
    const sum = (name) => ran.reduce((total, check) => total + check[name], 0);
    const notRun = this.#checks.length - ran.length;
    process.stdout.write(
      `\n${this.name}: ${sum('held')}/${sum('tried')} held in ${ran.length} checks, ` +
        `${notRun} not run, ${this.#seconds} s, seed ${this.seed}\n`,
    );
    process.exitCode = this.isBroken ? 1 : 0;
  }

  /** Writes the results, for the record of what was measured. */
  save(path, extra = {}) {
    mkdirSync(dirname(path), { recursive: true });
    const result = {
      run: this.name,
      seed: this.seed,
      date: new Date().toISOString(),
      machine: { node: process.version, cpus: cpus().length, cpu: cpus()[0]?.model },
      seconds: this.#seconds,
      ...extra,
      checks: this.#checks,
    };
    writeFileSync(path, `${JSON.stringify(result, null, 2)}\n`);
    process.stdout.write(`saved     ${relative(root, path)}\n`);
  }

  get #seconds() {
    return Math.round((performance.now() - this.#started) / 1000);
  }
}
