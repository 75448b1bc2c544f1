import { setTimeout as delay } from 'node:timers/promises';

/** Reads a stream of server-sent events into a list. */
export class EventStream {
  readonly events: { type: string; data: unknown }[] = [];
  closed = false;

  private constructor(
    readonly status: number,
    private readonly abort: AbortController,
  ) {}

  /** Opens `GET /me/stream` of a running product. */
  static async open(url: string, token: string): Promise<EventStream> {
    const abort = new AbortController();
    const answer = await fetch(`${url}/api/v1/me/stream`, {
      headers: { authorization: `Bearer ${token}` },
      signal: abort.signal,
    });
    const stream = new EventStream(answer.status, abort);
    if (answer.ok) void stream.read(answer);
    return stream;
  }

  /** Waits until something holds. @throws when it does not happen in time */
  async until(condition: () => boolean, ms = 10_000): Promise<void> {
    for (const end = Date.now() + ms; Date.now() < end; await delay(20)) if (condition()) return;
    throw new Error('it did not happen in time');
  }

  close(): void {
    this.abort.abort();
  }

  private async read(answer: Response): Promise<void> {
    let text = '';
    try {
      for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>) {
        text += Buffer.from(chunk).toString('utf8');
        const blocks = text.split('\n\n');
        text = blocks.pop() ?? '';
        for (const block of blocks) {
          const type = /^event: (.*)$/m.exec(block)?.[1];
          const data = /^data: (.*)$/m.exec(block)?.[1];
          if (type && data) this.events.push({ type, data: JSON.parse(data) });
        }
      }
    } catch {
      // Aborted.
    }
    this.closed = true;
  }
}
