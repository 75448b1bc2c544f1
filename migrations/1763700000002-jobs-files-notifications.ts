import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createRecordTable } from './support/record-table.js';

/** Files and notifications, and who may read the log of changes. */
export class JobsFilesNotifications1763700000002 implements MigrationInterface {
  readonly name = 'JobsFilesNotifications1763700000002';

  async up(runner: QueryRunner): Promise<void> {
    await this.files(runner);
    await this.notifications(runner);
    // Readiness compares what was done with what the program knows.
    await runner.query('grant select on migrations to peyvand_app');
    // Whoever sees every record of every type needs no look at each; removed-for-good records are told only to them.
    await runner.query(`alter policy changes_view on changes using (
      (select app_is_system()) or (select app_sees_all('*', 'view')) or record_visible(record_type, record_id))`);
  }

  private async files(runner: QueryRunner): Promise<void> {
    await createRecordTable(runner, {
      type: 'file',
      table: 'files',
      visibility: 'child',
      columns: [
        'name text collate "fa" not null',
        'size integer not null',
        'media_type text collate "fa" not null',
        'sha256 text collate "fa" not null',
        // Name of the content in the folder of files.
        'storage_key text collate "fa" not null',
        'about_type text not null',
        'about_id uuid not null',
      ],
      search: ['name'],
      sort: ['name'],
      indexes: { about: '(about_id, id)', storage_key: '(storage_key)' },
    });
  }

  private async notifications(runner: QueryRunner): Promise<void> {
    await runner.query(`create table notifications (
      id uuid primary key,
      user_id uuid not null references users (id),
      kind text not null,
      about_type text,
      about_id uuid,
      -- Names and figures for the sentence of the kind; never what the reader may not see.
      params jsonb not null default '{}',
      created_at timestamptz(3) not null default now(),
      created_by uuid,
      read_at timestamptz(3)
    )`);
    await runner.query('create index notifications_of_user on notifications (user_id, id)');
    await runner.query('create index notifications_unread on notifications (user_id, id) where read_at is null');
    const system = '(select app_is_system())';
    const mine = 'user_id = (select app_user_id())';
    // A notification about a record goes with the sight of the record.
    const visible = `(about_id is null or not exists (select 1 from record_tables r where r.record_type = about_type)
      or record_visible(about_type, about_id))`;
    for (const statement of [
      'alter table notifications enable row level security',
      'alter table notifications force row level security',
      'create policy notifications_owner on notifications to current_user using (true) with check (true)',
      `create policy notifications_view on notifications for select to peyvand_app using (${system} or (${mine} and ${visible}))`,
      `create policy notifications_create on notifications for insert to peyvand_app
        with check (${system} or created_by = (select app_user_id()))`,
      `create policy notifications_read on notifications for update to peyvand_app using (${mine}) with check (${mine})`,
      `create policy notifications_purge on notifications for delete to peyvand_app using (${system})`,
      'grant select, insert, update, delete on notifications to peyvand_app',
    ])
      await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Files and notifications have no way back: restore a backup instead.');
  }
}
