import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Large tables that people search by words. */
const SEARCHED = ['accounts', 'contacts', 'activities', 'leads', 'opportunities'];

/**
 * Lets Postgres keep more samples of search keys. It guesses from them how many rows hold a word, and with that whether to
 * go by the search index (a rare word) or along the list until a page is full (a common one). By its usual hundred samples,
 * a word of one row in 150 often looks like one of no row at all, and a page of it took seven times as long.
 */
export class SearchStatistics1763700000018 implements MigrationInterface {
  readonly name = 'SearchStatistics1763700000018';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of SEARCHED) {
      await runner.query(`alter table ${table} alter column search_key set statistics 500`);
      await runner.query(`analyze ${table} (search_key)`);
    }
  }

  async down(): Promise<void> {
    throw new Error('This migration has no way back: restore a backup instead.');
  }
}
