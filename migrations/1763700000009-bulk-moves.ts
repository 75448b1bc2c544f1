import type { MigrationInterface, QueryRunner } from 'typeorm';
import { sqlFile } from './support/sql-file.js';

/** What moving and removing many records at once needs of the database. */
export class BulkMoves1763700000009 implements MigrationInterface {
  readonly name = 'BulkMoves1763700000009';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(sqlFile('bulk_moves.sql'));
  }

  async down(): Promise<void> {
    throw new Error('This migration has no way back: restore a backup instead.');
  }
}
