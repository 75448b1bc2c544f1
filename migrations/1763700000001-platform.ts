import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createRecordTable } from './support/record-table.js';
import { sqlFile } from './support/sql-file.js';

const LINK_LIST = `uuid[] not null default '{}'`;

/** The platform: Persian text, calendar, access, log of changes, people and settings. */
export class Platform1763700000001 implements MigrationInterface {
  readonly name = 'Platform1763700000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create extension if not exists pg_trgm');
    await runner.query('create extension if not exists btree_gin');
    for (const file of ['persian.sql', 'dim_date.sql', 'access.sql', 'changes.sql']) await runner.query(sqlFile(file));
    await runner.query(`select changes_partitions((now() - interval '1 month')::date, 25)`);
    await this.people(runner);
    await runner.query(sqlFile('access_refresh.sql'));
    await runner.query(sqlFile('identity.sql'));
    await this.housekeeping(runner);
    await this.grants(runner);
  }

  private async people(runner: QueryRunner): Promise<void> {
    await createRecordTable(runner, {
      type: 'orgUnit',
      table: 'org_units',
      visibility: 'shared',
      columns: [
        'name text collate "fa" not null',
        'parent_id uuid references org_units (id)',
        'code text collate "fa"',
      ],
      search: ['name', 'code'],
      sort: ['name'],
      indexes: { parent: '(parent_id)' },
    });
    await createRecordTable(runner, {
      type: 'team',
      table: 'teams',
      visibility: 'shared',
      columns: ['name text collate "fa" not null', 'description text'],
      search: ['name'],
      sort: ['name'],
    });
    await createRecordTable(runner, {
      type: 'role',
      table: 'roles',
      visibility: 'shared',
      columns: [
        'name text collate "fa" not null',
        'description text',
        `grants jsonb not null default '[]'`,
        `fields jsonb not null default '[]'`,
        // The ready role that it is: administrator, salesManager, salesperson; null for one made by the company.
        'builtin text collate "fa"',
      ],
      search: ['name'],
      sort: ['name'],
    });
    await createRecordTable(runner, {
      type: 'user',
      table: 'users',
      columns: [
        'username text collate "fa" not null',
        'full_name text collate "fa" not null',
        'email text',
        'mobile text',
        'job_title text collate "fa"',
        'active boolean not null default true',
        `role_ids ${LINK_LIST}`,
        `team_ids ${LINK_LIST}`,
        `kind text not null default 'person'`,
      ],
      search: ['full_name', 'username', 'email'],
      sort: ['full_name', 'username'],
      indexes: { teams: 'using gin (team_ids)', roles: 'using gin (role_ids)' },
    });
    // Names for sign-in are unique also among the removed, so that an old name is never somebody else's.
    await runner.query('create unique index users_username_unique on users (fa_key(username))');
    await runner.query(`create table user_secrets (
      user_id uuid primary key references users (id),
      password_hash text not null,
      changed_at timestamptz(3) not null default now()
    )`);
    await runner.query(`create table api_keys (
      id uuid primary key,
      user_id uuid not null references users (id),
      name text not null,
      prefix text not null unique,
      hash text not null,
      created_at timestamptz(3) not null default now(),
      created_by uuid,
      expires_at timestamptz(3),
      last_used_at timestamptz(3),
      revoked_at timestamptz(3)
    )`);
  }

  private async housekeeping(runner: QueryRunner): Promise<void> {
    await runner.query(`create table settings (
      key text primary key,
      value jsonb not null,
      version integer not null default 1,
      updated_at timestamptz(3) not null default now(),
      updated_by uuid
    )`);
    await runner.query(`create table idempotency_keys (
      principal_id uuid not null,
      key text not null,
      request_hash text not null,
      status integer,
      body jsonb,
      created_at timestamptz(3) not null default now(),
      primary key (principal_id, key)
    )`);
    await runner.query('create index idempotency_keys_age on idempotency_keys (created_at)');
    await createRecordTable(runner, {
      type: 'savedView',
      table: 'saved_views',
      visibility: 'shared',
      columns: [
        'name text collate "fa" not null',
        'record_type text not null',
        // mine | team | everyone
        `audience text not null default 'mine'`,
        'filter jsonb',
        'sort text',
        'columns jsonb',
        'layout jsonb',
        'position integer not null default 0',
      ],
      indexes: { type: '(record_type, owner_id)' },
    });
    await this.savedViewAudiences(runner);
    await runner.query(`create trigger settings_log after insert or update on settings
      for each row when (new.key <> 'setup') execute function log_setting()`);
  }

  /** A view is its owner's; `team` shows it to the owner's teammates and `everyone` to whoever is signed in. */
  private async savedViewAudiences(runner: QueryRunner): Promise<void> {
    const mine = 'owner_id = (select app_user_id())';
    const change = `${mine} or (select app_sees_all('savedView', 'change'))`;
    await runner.query('drop policy saved_views_view on saved_views');
    await runner.query('drop policy saved_views_create on saved_views');
    await runner.query('drop policy saved_views_change on saved_views');
    await runner.query(`create policy saved_views_view on saved_views for select to peyvand_app using (
      (select app_is_system()) or ${change}
      or (audience = 'team' and owner_id = any((select app_teammate_ids())::uuid[]))
      or (audience = 'everyone' and (select app_user_id()) is not null))`);
    await runner.query(`create policy saved_views_create on saved_views for insert to peyvand_app
      with check (((select app_is_system()) or ${mine}) and (select app_may('savedView', 'create')))`);
    await runner.query(
      `create policy saved_views_change on saved_views for update to peyvand_app using (${change}) with check (${change})`,
    );
  }

  private async grants(runner: QueryRunner): Promise<void> {
    const system = '(select app_is_system())';
    const mine = 'user_id = (select app_user_id())';
    const guarded: Record<string, string> = {
      user_secrets: system,
      api_keys: system,
      sign_in_limits: system,
      sessions: `${system} or ${mine}`,
      idempotency_keys: `${system} or principal_id = (select app_user_id())`,
      access_principals: `${system} or ${mine}`,
    };
    for (const [table, condition] of Object.entries(guarded)) {
      await runner.query(`alter table ${table} enable row level security`);
      await runner.query(`alter table ${table} force row level security`);
      await runner.query(`create policy ${table}_owner on ${table} to current_user using (true) with check (true)`);
      await runner.query(
        `create policy ${table}_app on ${table} to peyvand_app using (${condition}) with check (${condition})`,
      );
    }
    await runner.query(
      'grant select, insert, update, delete on user_secrets, api_keys, sign_in_limits, sessions, idempotency_keys to peyvand_app',
    );
    await runner.query('alter table settings enable row level security');
    await runner.query('alter table settings force row level security');
    await runner.query('create policy settings_owner on settings to current_user using (true) with check (true)');
    await runner.query(
      `create policy settings_view on settings for select to peyvand_app using (${system} or (select app_user_id()) is not null)`,
    );
    await runner.query(
      `create policy settings_change on settings to peyvand_app using ((select app_may('setting', 'edit'))) with check ((select app_may('setting', 'edit')))`,
    );
    await runner.query('grant select, insert, update, delete on settings to peyvand_app');
    await runner.query('grant select on access_principals, record_tables, dim_date to peyvand_app');
    await runner.query('alter table changes enable row level security');
    await runner.query('alter table changes force row level security');
    await runner.query('create policy changes_owner on changes to current_user using (true) with check (true)');
    await runner.query(
      'create policy changes_view on changes for select to peyvand_app using ((select app_is_system()) or record_visible(record_type, record_id))',
    );
    await runner.query('grant select on changes to peyvand_app');
  }

  async down(): Promise<void> {
    throw new Error('The first migration has no way back: restore a backup instead.');
  }
}
