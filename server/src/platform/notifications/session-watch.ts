import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { filter, Observable, Subject } from 'rxjs';
import { clock } from '../context/clock.js';
import { DataDoor } from '../database/data-door.js';

/** How soon a revoked session loses its streams: well within the five seconds that are promised. */
const RECHECK_MS = 3_000;

/** Looks after the sessions behind the open streams of this process: one question for all of them, however many. */
@Injectable()
export class SessionWatch implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly watched = new Map<string, number>();
  private readonly over = new Subject<string>();
  private timer: NodeJS.Timeout | undefined;
  private isAsking = false;

  constructor(private readonly door: DataDoor) {}

  /** Says once that the session has ended; it is watched as long as somebody listens. */
  ended(sessionId: string): Observable<string> {
    return new Observable((subscriber) => {
      this.watched.set(sessionId, (this.watched.get(sessionId) ?? 0) + 1);
      const listening = this.over.pipe(filter((id) => id === sessionId)).subscribe(subscriber);
      return () => {
        listening.unsubscribe();
        const left = (this.watched.get(sessionId) ?? 1) - 1;
        if (left > 0) this.watched.set(sessionId, left);
        else this.watched.delete(sessionId);
      };
    });
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.look(), RECHECK_MS);
    this.timer.unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  private async look(): Promise<void> {
    if (this.isAsking || this.watched.size === 0) return;
    this.isAsking = true;
    try {
      const ids = [...this.watched.keys()];
      const living = new Set(await this.door.authenticate<string[]>('livingSessions', [ids, clock.now()]));
      for (const id of ids) if (!living.has(id)) this.over.next(id);
    } catch {
      // A database that can't be asked for a moment says nothing about the sessions.
    } finally {
      this.isAsking = false;
    }
  }
}
