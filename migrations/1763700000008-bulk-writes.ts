import type { MigrationInterface, QueryRunner } from 'typeorm';
import { sqlFile } from './support/sql-file.js';

/** What writing many records at once needs of the database: cheaper search keys, and search indexes merged beside the writer. */
export class BulkWrites1763700000008 implements MigrationInterface {
  readonly name = 'BulkWrites1763700000008';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(sqlFile('bulk_writes.sql'));
  }

  async down(): Promise<void> {
    throw new Error('This migration has no way back: restore a backup instead.');
  }
}
