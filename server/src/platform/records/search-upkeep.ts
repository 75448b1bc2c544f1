import { Logger } from '@nestjs/common';
import type { DataDoor } from '../database/data-door.js';
import type { UnitOfWork } from '../database/unit-of-work.js';

/** Rows after which new entries are merged. */
const MERGE_EVERY = 5_000;
/** How much a transaction may leave unmerged. Searches read the unmerged part as a whole, so it is a limit and not a habit. */
const UNMERGED_LIMIT = '32MB';

/**
 * Lets the statements of this transaction put new words aside instead of merging them into the search index themselves,
 * which would be a third of their work. Whoever asks for it merges with a {@link SearchUpkeep}; if that process dies, the
 * next writer or autovacuum does. Searches find the words at once either way.
 */
export async function leaveSearchToUpkeep(uow: UnitOfWork): Promise<void> {
  await uow.query(`select set_config('gin_pending_list_limit', $1, true)`, [UNMERGED_LIMIT]);
}

/** Merges the new words of a table into its search index while another connection goes on writing. */
export class SearchUpkeep {
  private readonly log = new Logger('SearchUpkeep');
  private waiting = 0;
  private merging: Promise<void> | undefined;

  constructor(
    private readonly door: DataDoor,
    private readonly table: string,
  ) {}

  /** Tells of rows that were committed. */
  grown(rows: number): void {
    this.waiting += rows;
    if (this.waiting < MERGE_EVERY || this.merging) return;
    this.merging = this.merge().finally(() => {
      this.merging = undefined;
    });
  }

  /** Merges what is left. */
  async finish(): Promise<void> {
    await this.merging;
    if (this.waiting > 0) await this.merge();
  }

  private async merge(): Promise<void> {
    this.waiting = 0;
    try {
      await this.door.asSystem('upkeep of a search index', (uow) =>
        uow.query('select merge_search_entries($1)', [this.table]),
      );
    } catch (error) {
      // Nothing is lost: Postgres merges by itself sooner or later.
      this.log.warn(`${this.table}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}
