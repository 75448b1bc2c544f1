import { Logger } from '@nestjs/common';
import { Client } from 'pg';

const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 5_000;

/**
 * Hears what `pg_notify` says on one channel, on a connection of its own that comes back by itself. What is said while
 * it is away is lost: notices only hint that there is something to read. `connected` is called after each return.
 */
export class DatabaseListener {
  private readonly log = new Logger('Listener');
  private client: Client | undefined;
  private timer: NodeJS.Timeout | undefined;
  private pause = FIRST_PAUSE_MS;
  private stopped = false;

  constructor(
    private readonly appUrl: string,
    private readonly channel: string,
    private readonly heard: (payload: string) => void,
    private readonly connected: () => void = () => undefined,
  ) {}

  /** Connects, or goes on trying in the background. */
  async start(): Promise<void> {
    if (this.stopped) return;
    const client = new Client({ connectionString: this.appUrl, application_name: 'peyvand-live', keepAlive: true });
    this.client = client;
    client.on('error', () => this.retry(client));
    client.on('end', () => this.retry(client));
    client.on('notification', (message) => this.heard(message.payload ?? ''));
    try {
      await client.connect();
      await client.query(`listen ${client.escapeIdentifier(this.channel)}`);
      this.pause = FIRST_PAUSE_MS;
      this.connected();
    } catch (error) {
      this.log.warn(`no connection: ${error instanceof Error ? error.message : String(error)}`);
      this.retry(client);
    }
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.client?.end().catch(() => undefined);
  }

  private retry(client: Client): void {
    if (this.stopped || this.client !== client) return;
    this.client = undefined;
    void client.end().catch(() => undefined);
    this.timer = setTimeout(() => void this.start(), this.pause);
    this.pause = Math.min(this.pause * 2, LONGEST_PAUSE_MS);
  }
}
