import { Injectable } from '@nestjs/common';
import type { Principal } from '../access/principal.js';

export type SightListener = (principal: Principal, recordType: string, id: string) => void;

/** Tells whoever wants to know that somebody has opened a record. Listening must cost next to nothing: reads wait for it. */
@Injectable()
export class RecordSight {
  private readonly listeners: SightListener[] = [];

  listen(listener: SightListener): void {
    this.listeners.push(listener);
  }

  opened(principal: Principal, recordType: string, id: string): void {
    for (const listener of this.listeners) listener(principal, recordType, id);
  }
}
