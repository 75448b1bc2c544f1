import { createConnection, createServer } from 'node:net';

const CANCEL = 80877102;
const SSL = 80877103;

/**
 * A TCP proxy before Postgres that can be told to misbehave: hold everything back, add delay, break connections at
 * random, or break the application's connection at its n-th statement. It reads just enough of the protocol to count
 * the statements of connections with a given `application_name`.
 */
export class DatabaseProxy {
  #server;
  #pairs = new Set();
  #cut;

  /** Milliseconds that each piece of data is late. */
  delayMs = 0;
  /** Share of pieces of data that break their connection instead. */
  resets = 0;
  /** Nothing passes and nobody is let in, as when a machine has vanished from the net. */
  stalled = false;
  /** Nobody is let in, and whoever was is thrown out, as when Postgres is stopped. */
  refusing = false;

  static async start(target, random) {
    const proxy = new DatabaseProxy();
    proxy.target = target;
    proxy.random = random;
    proxy.#server = createServer((client) => proxy.#accept(client));
    await new Promise((resolve) => proxy.#server.listen(0, '127.0.0.1', resolve));
    proxy.port = proxy.#server.address().port;
    return proxy;
  }

  /**
   * Breaks the connection of the application at its n-th statement from now on.
   *
   * @param {'before' | 'after'} when before the statement reaches Postgres, or after it did and before its answer returns
   * @returns {{ seen: number, done: boolean }} statements so far, and whether the cut was made
   */
  cutAt(n, when, applicationName = 'peyvand') {
    this.#cut = { n, when, applicationName, seen: 0, done: false };
    return this.#cut;
  }

  /** No cut any more. */
  mend() {
    this.#cut = undefined;
  }

  /** Breaks every connection now. */
  breakAll() {
    for (const pair of this.#pairs) pair.end();
  }

  async stop() {
    this.breakAll();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #accept(client) {
    if (this.refusing) return client.resetAndDestroy();
    const database = createConnection(this.target, '127.0.0.1');
    const pair = { client, database, reader: new FrontendReader(), end: () => {} };
    pair.end = () => {
      this.#pairs.delete(pair);
      if (!client.destroyed) client.resetAndDestroy();
      if (!database.destroyed) database.resetAndDestroy();
    };
    this.#pairs.add(pair);
    client.setNoDelay(true);
    database.setNoDelay(true);
    client.on('data', (data) => this.#fromClient(pair, data));
    database.on('data', (data) => this.#pass(pair, client, data));
    for (const [one, other] of [
      [client, database],
      [database, client],
    ]) {
      one.on('end', () => other.end());
      one.on('error', () => pair.end());
      one.on('close', () => this.#pairs.delete(pair));
    }
  }

  #fromClient(pair, data) {
    const statements = pair.reader.read(data);
    const cut = this.#cut;
    if (cut && !cut.done && statements > 0 && pair.reader.applicationName === cut.applicationName) {
      cut.seen += statements;
      if (cut.seen >= cut.n) {
        cut.done = true;
        if (cut.when === 'before') return pair.end();
        // The statement runs; its answer finds nobody.
        pair.database.removeAllListeners('data');
        pair.database.resume();
        pair.database.write(data);
        setTimeout(() => pair.end(), 60);
        return;
      }
    }
    this.#pass(pair, pair.database, data);
  }

  #pass(pair, to, data) {
    if (this.refusing || (this.resets > 0 && this.random.chance(this.resets))) return pair.end();
    if (this.stalled) return;
    if (this.delayMs === 0) to.write(data);
    else setTimeout(() => to.writable && to.write(data), this.delayMs);
  }
}

/** Follows what a client sends: the name it gives itself, then how many statements it has run. */
class FrontendReader {
  #pending = Buffer.alloc(0);
  #started = false;
  applicationName = '';

  /** @returns {number} statements that are complete with this piece */
  read(data) {
    this.#pending = this.#pending.length > 0 ? Buffer.concat([this.#pending, data]) : data;
    let statements = 0;
    for (;;) {
      const head = this.#started ? 5 : 4;
      if (this.#pending.length < head) return statements;
      const length = this.#pending.readInt32BE(head - 4) + head - 4;
      if (this.#pending.length < length) return statements;
      const message = this.#pending.subarray(0, length);
      this.#pending = this.#pending.subarray(length);
      if (!this.#started) this.#start(message);
      // 'Q' is a simple query, 'E' the execution of a prepared one.
      else if (message[0] === 0x51 || message[0] === 0x45) statements += 1;
    }
  }

  #start(message) {
    const code = message.readInt32BE(4);
    if (code === SSL || code === CANCEL) return;
    this.#started = true;
    const words = message.subarray(8).toString('utf8').split('\0');
    const at = words.indexOf('application_name');
    this.applicationName = at >= 0 ? (words[at + 1] ?? '') : '';
  }
}
