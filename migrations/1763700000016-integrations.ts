import type { MigrationInterface, QueryRunner } from 'typeorm';
import { sqlFile } from './support/sql-file.js';

/** Keys with scopes, addresses and rotation; webhooks and the log of their deliveries. */
export class Integrations1763700000016 implements MigrationInterface {
  readonly name = 'Integrations1763700000016';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(sqlFile('webhooks.sql'));
    const system = '(select app_is_system())';
    for (const table of ['webhooks', 'webhook_deliveries'])
      for (const statement of [
        `alter table ${table} enable row level security`,
        `alter table ${table} force row level security`,
        `create policy ${table}_owner on ${table} to current_user using (true) with check (true)`,
        `create policy ${table}_app on ${table} to peyvand_app using (${system}) with check (${system})`,
        `grant select, insert, update, delete on ${table} to peyvand_app`,
      ])
        await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Keys would get more rights than they were made with: restore a backup instead.');
  }
}
