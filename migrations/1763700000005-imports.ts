import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createRecordTable } from './support/record-table.js';

const FOLLOWS_IMPORT = `(select app_is_system()) or record_visible('import', import_id)`;
const JSON_LIST = `jsonb not null default '[]'`;

/** Files on their way into records, saved mappings, and the log of what was exported. */
export class Imports1763700000005 implements MigrationInterface {
  readonly name = 'Imports1763700000005';

  async up(runner: QueryRunner): Promise<void> {
    await createRecordTable(runner, {
      type: 'import',
      table: 'imports',
      columns: [
        'name text collate "fa" not null',
        'record_type text collate "fa" not null',
        'status text not null',
        'file_size integer not null',
        'sheet jsonb not null',
        `columns ${JSON_LIST}`,
        `sample ${JSON_LIST}`,
        `mapping ${JSON_LIST}`,
        'mode text not null',
        `key_fields text[] not null default '{}'`,
        'options jsonb not null',
        'total_rows integer not null',
        'created_rows integer',
        'updated_rows integer',
        'unchanged_rows integer',
        'failed_rows integer',
        'started_at timestamptz(3)',
        'finished_at timestamptz(3)',
        'problem text collate "fa"',
        'undo jsonb',
      ],
      search: ['name'],
    });
    await createRecordTable(runner, {
      type: 'importMapping',
      table: 'import_mappings',
      columns: [
        'name text collate "fa" not null',
        'record_type text collate "fa" not null',
        'heading_key text collate "fa" not null',
        `mapping ${JSON_LIST}`,
        'mode text not null',
        `key_fields text[] not null default '{}'`,
        'options jsonb not null',
      ],
      search: ['name'],
      sort: ['name'],
      indexes: { heading: '(heading_key, record_type)' },
    });
    await this.progress(runner);
    await this.exports(runner);
  }

  /** Kept apart from the record, so that a run doesn't fill the log of changes with its counting. */
  private async progress(runner: QueryRunner): Promise<void> {
    await runner.query(`create table import_progress (
      import_id uuid primary key references imports (id),
      read_rows integer not null default 0,
      created_rows integer not null default 0,
      updated_rows integer not null default 0,
      unchanged_rows integer not null default 0,
      failed_rows integer not null default 0,
      cancelled boolean not null default false,
      started_at timestamptz(3) not null,
      updated_at timestamptz(3) not null
    )`);
    await runner.query(`create table import_failures (
      import_id uuid not null references imports (id),
      line integer not null,
      cells jsonb not null,
      faults jsonb not null,
      primary key (import_id, line)
    )`);
    for (const table of ['import_progress', 'import_failures']) await this.guard(runner, table, FOLLOWS_IMPORT);
  }

  private async exports(runner: QueryRunner): Promise<void> {
    await runner.query(`create table exports (
      id uuid primary key,
      user_id uuid not null,
      record_type text not null,
      format text not null,
      query jsonb not null,
      columns text[] not null,
      rows integer,
      started_at timestamptz(3) not null,
      finished_at timestamptz(3)
    )`);
    await runner.query('create index exports_started on exports (started_at, id)');
    await this.guard(
      runner,
      'exports',
      `(select app_is_system()) or user_id = (select app_user_id()) or (select app_sees_all('export', 'view'))`,
    );
  }

  private async guard(runner: QueryRunner, table: string, condition: string): Promise<void> {
    await runner.query(`alter table ${table} enable row level security`);
    await runner.query(`alter table ${table} force row level security`);
    await runner.query(`create policy ${table}_owner on ${table} to current_user using (true) with check (true)`);
    await runner.query(
      `create policy ${table}_app on ${table} to peyvand_app using (${condition}) with check (${condition})`,
    );
    await runner.query(`grant select, insert, update, delete on ${table} to peyvand_app`);
  }

  async down(): Promise<void> {
    throw new Error('This migration has no way back: restore a backup instead.');
  }
}
