import type { MigrationInterface, QueryRunner } from 'typeorm';
import { sqlFile } from './support/sql-file.js';

/** Shared records, what the history tells of access, and what belongs to a branch (docs/administration.md). */
export class Access1763700000011 implements MigrationInterface {
  readonly name = 'Access1763700000011';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(sqlFile('sharing.sql'));
    await runner.query(sqlFile('branches.sql'));
  }

  async down(): Promise<void> {
    throw new Error('This migration has no way back: restore a backup instead.');
  }
}
