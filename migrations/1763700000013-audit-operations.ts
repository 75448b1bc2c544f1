import type { MigrationInterface, QueryRunner } from 'typeorm';
import { sqlFile } from './support/sql-file.js';

/** The audit log with its chain, and the operations that touch many records. */
export class AuditOperations1763700000013 implements MigrationInterface {
  readonly name = 'AuditOperations1763700000013';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(sqlFile('audit.sql'));
    await runner.query(sqlFile('operations.sql'));
  }

  async down(): Promise<void> {
    throw new Error('The audit log has no way back: restore a backup instead.');
  }
}
