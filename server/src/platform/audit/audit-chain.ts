import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { clock } from '../context/clock.js';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.token.js';
import { DataDoor } from '../database/data-door.js';
import type { UnitOfWork } from '../database/unit-of-work.js';

/** Something that nobody can have done through the product. */
export interface ChainFault {
  /** `changed`, `removed` and `inserted` entries, a `broken` chain, or a head that is not what was `noted`. */
  readonly fault: 'changed' | 'removed' | 'inserted' | 'broken' | 'noted';
  /** Place in the chain; null for what never was in it. */
  readonly place: string | null;
  readonly entryId: string | null;
}

export interface ChainHead {
  /** Entries that are sealed. */
  readonly place: string | null;
  /** Hash over all of them, hexadecimal. */
  readonly hash: string | null;
  /** Entries that wait for their seal. */
  readonly waiting: string;
}

export interface ChainReport {
  /** Entries that were looked at. */
  readonly entries: number;
  /** The first of what is wrong, up to 100. */
  readonly faults: readonly ChainFault[];
  readonly head: ChainHead;
}

const PART = 20_000;
const MOST_FAULTS = 100;
const NOTES = 'audit-heads.log';

/** Seals the audit log and looks whether the seals hold. */
@Injectable()
export class AuditChain {
  private readonly notes: string;

  constructor(
    private readonly door: DataDoor,
    @Inject(CONFIG) config: Config,
  ) {
    this.notes = join(config.dataDir, NOTES);
  }

  /** Seals what waits. Several processes may try at once: one does it. */
  async seal(signal?: AbortSignal): Promise<void> {
    for (let sealed = 2_000; sealed === 2_000; ) {
      signal?.throwIfAborted();
      sealed = await this.system(async (uow) => (await uow.one<{ n: number }>('select audit_seal(2000) as n'))?.n ?? 0);
    }
  }

  head(): Promise<ChainHead> {
    return this.system(async (uow) => {
      const row = await uow.one<ChainHead & object>('select place, hash, waiting from audit_head()');
      return row as ChainHead;
    });
  }

  /** Reads the whole chain, part by part, and holds it against the heads that were noted outside of the database. */
  async verify(signal?: AbortSignal): Promise<ChainReport> {
    const faults: ChainFault[] = [];
    const head = await this.head();
    const last = Number(head.place ?? 0);
    for (let after = 0; after < last && faults.length < MOST_FAULTS; after += PART) {
      signal?.throwIfAborted();
      faults.push(...(await this.part('select * from audit_verify($1, $2)', [after, Math.min(PART, last - after)])));
    }
    faults.push(...(await this.part('select * from audit_strays($1)', [MOST_FAULTS])));
    faults.push(...(await this.unlikeNoted()));
    return { entries: last, faults: faults.slice(0, MOST_FAULTS), head };
  }

  /** Writes the head down beside the database, so that nobody can make the chain anew, or cut its end off, unnoticed. */
  async noteHead({ place, hash }: ChainHead): Promise<void> {
    if (!place) return;
    await appendFile(this.notes, `${place} ${hash} ${clock.now().toISOString()}\n`, { mode: 0o600 });
  }

  private async unlikeNoted(): Promise<ChainFault[]> {
    const text = await readFile(this.notes, 'utf8').catch(() => '');
    const noted = [...text.matchAll(/^(\d+) ([0-9a-f]{64}) /gm)].map(([, place, hash]) => ({ place, hash }));
    return this.system(async (uow) => {
      const rows = await uow.query<{ place: string }>(
        `select n.place::text as place from unnest($1::bigint[], $2::text[]) n (place, hash)
         where audit_hash_at(n.place) is distinct from n.hash order by n.place limit ${MOST_FAULTS}`,
        [noted.map(({ place }) => place), noted.map(({ hash }) => hash)],
      );
      return rows.map(({ place }) => ({ fault: 'noted' as const, place, entryId: null }));
    });
  }

  private part(sql: string, params: readonly unknown[]): Promise<ChainFault[]> {
    return this.system(async (uow) => {
      const rows = await uow.query<{ fault: ChainFault['fault']; place: string | null; entry_id: string | null }>(
        sql,
        params,
      );
      return rows.map(({ fault, place, entry_id }) => ({ fault, place, entryId: entry_id }));
    });
  }

  private system<T>(work: (uow: UnitOfWork) => Promise<T>): Promise<T> {
    return this.door.asSystem('chain of the audit log', work);
  }
}
