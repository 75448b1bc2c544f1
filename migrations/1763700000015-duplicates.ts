import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createRecordTable } from './support/record-table.js';
import { sqlFile } from './support/sql-file.js';

/** Rules of duplicates, searches for them, and merging with its way back. */
export class Duplicates1763700000015 implements MigrationInterface {
  readonly name = 'Duplicates1763700000015';

  async up(runner: QueryRunner): Promise<void> {
    await createRecordTable(runner, {
      type: 'duplicateRule',
      table: 'duplicate_rules',
      visibility: 'shared',
      columns: [
        'record_type text collate "fa" not null',
        'field text collate "fa" not null',
        // name | phone | email | exact
        'match text not null',
        'weight integer not null',
        // warn | refuse
        'action text not null',
        'active boolean not null',
      ],
    });
    await runner.query(`insert into duplicate_rules (id, record_type, field, match, weight, action, active) values
      ('0199c0de-d000-7000-8000-000000000001', 'account', 'nationalId', 'exact', 100, 'refuse', true),
      ('0199c0de-d000-7000-8000-000000000002', 'account', 'phone', 'phone', 95, 'warn', true),
      ('0199c0de-d000-7000-8000-000000000003', 'account', 'name', 'name', 90, 'warn', true),
      ('0199c0de-d000-7000-8000-000000000004', 'account', 'email', 'email', 80, 'warn', true),
      ('0199c0de-d000-7000-8000-000000000005', 'contact', 'nationalId', 'exact', 100, 'refuse', true),
      ('0199c0de-d000-7000-8000-000000000006', 'contact', 'mobile', 'phone', 95, 'warn', true),
      ('0199c0de-d000-7000-8000-000000000007', 'contact', 'email', 'email', 90, 'warn', true),
      ('0199c0de-d000-7000-8000-000000000008', 'contact', 'phone', 'phone', 60, 'warn', true),
      ('0199c0de-d000-7000-8000-000000000009', 'contact', 'fullName', 'name', 45, 'warn', true),
      ('0199c0de-d000-7000-8000-00000000000a', 'lead', 'mobile', 'phone', 95, 'warn', true),
      ('0199c0de-d000-7000-8000-00000000000b', 'lead', 'phone', 'phone', 70, 'warn', true),
      ('0199c0de-d000-7000-8000-00000000000c', 'lead', 'email', 'email', 90, 'warn', true),
      ('0199c0de-d000-7000-8000-00000000000d', 'lead', 'companyName', 'name', 45, 'warn', true)`);
    await runner.query(sqlFile('merging.sql'));
  }

  async down(): Promise<void> {
    throw new Error('Merges keep what they moved: restore a backup instead.');
  }
}
