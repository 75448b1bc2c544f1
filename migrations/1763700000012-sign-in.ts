import type { MigrationInterface, QueryRunner } from 'typeorm';
import { sqlFile } from './support/sql-file.js';

/** Second step, one-time links, sign-in log, directories and providers, mail, and the private part of the settings. */
export class SignIn1763700000012 implements MigrationInterface {
  readonly name = 'SignIn1763700000012';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(sqlFile('sign_in.sql'));
    const system = '(select app_is_system())';
    const administers = `(select app_may('setting', 'edit'))`;
    await guard(runner, 'setting_areas', `${system} or ${administers}`, 'select, insert, update');
    await guard(runner, 'sign_in_log', `${system} or ${administers}`, 'select, insert');
    await guard(runner, 'directory_runs', `${system} or ${administers}`, 'select, insert, update, delete');
    for (const table of ['mail_outbox', 'one_time_tickets', 'password_history', 'two_step', 'recovery_codes'])
      await guard(runner, table, system, 'select, insert, update, delete');
    await guard(runner, 'user_identities', system, 'select, insert, update, delete');
  }

  async down(): Promise<void> {
    throw new Error('This migration has no way back: restore a backup instead.');
  }
}

async function guard(runner: QueryRunner, table: string, condition: string, rights: string): Promise<void> {
  for (const statement of [
    `alter table ${table} enable row level security`,
    `alter table ${table} force row level security`,
    `create policy ${table}_owner on ${table} to current_user using (true) with check (true)`,
    `create policy ${table}_app on ${table} to peyvand_app using (${condition}) with check (${condition})`,
    `grant ${rights} on ${table} to peyvand_app`,
  ])
    await runner.query(statement);
}
