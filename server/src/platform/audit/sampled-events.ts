import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { clock } from '../context/clock.js';
import { currentContext, runInContext } from '../context/request-context.js';
import { DataDoor } from '../database/data-door.js';
import { newId } from '../records/new-id.js';
import { type AuditEvent, noteEvents } from './audit-event.js';

const HOUR_MS = 3_600_000;
const FLUSH_MS = 2_000;
const AT_ONCE = 500;
/** Keys that are remembered of one hour; beyond that an event may be written twice. */
const MOST_REMEMBERED = 50_000;
/** Events that wait for a database that is away; the oldest are dropped beyond that, and it is said. */
const MOST_WAITING = 20_000;

/**
 * Events that happen with every other request (a record was opened, a key was used): once per hour and key, kept in
 * memory for a moment and written many at once, so that reads stay as cheap as they are.
 */
@Injectable()
export class SampledEvents implements BeforeApplicationShutdown {
  private readonly log = new Logger('Audit');
  private hour = 0;
  private readonly seen = new Set<string>();
  private waiting: AuditEvent[] = [];
  private writing: Promise<void> | undefined;

  constructor(private readonly door: DataDoor) {}

  /** Notes the event unless one with this key was noted within the hour. */
  note(key: string, event: () => AuditEvent): void {
    const now = clock.now();
    const hour = Math.floor(now.getTime() / HOUR_MS);
    if (hour !== this.hour || this.seen.size >= MOST_REMEMBERED) this.seen.clear();
    this.hour = hour;
    if (this.seen.has(key)) return;
    this.seen.add(key);
    const { ip, operationId, source } = currentContext() ?? {};
    this.waiting.push({ at: now.toISOString(), ip, operationId, source, ...event() });
  }

  @Interval(FLUSH_MS)
  flush(): Promise<void> {
    this.writing ??= this.write().finally(() => {
      this.writing = undefined;
    });
    return this.writing;
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.writing;
    await this.flush();
  }

  private async write(): Promise<void> {
    while (this.waiting.length > 0) {
      const events = this.waiting.splice(0, AT_ONCE);
      try {
        await runInContext({ operationId: newId(), locale: 'fa', source: 'web' }, () =>
          this.door.asSystem('audit of what was opened', (uow) => noteEvents(uow, events)),
        );
      } catch (error) {
        this.waiting = [...events, ...this.waiting];
        const lost = this.waiting.splice(0, Math.max(0, this.waiting.length - MOST_WAITING)).length;
        this.log.warn(`events wait for the database: ${String(error)}${lost > 0 ? `; ${lost} lost` : ''}`);
        return;
      }
    }
  }
}
