import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createRecordTable } from './support/record-table.js';
import { sqlFile } from './support/sql-file.js';

/** Fields and record types that the company adds, and how its screens are laid out. */
export class Customisation1763700000010 implements MigrationInterface {
  readonly name = 'Customisation1763700000010';

  async up(runner: QueryRunner): Promise<void> {
    await createRecordTable(runner, {
      type: 'customField',
      table: 'custom_fields',
      visibility: 'shared',
      columns: [
        'record_type text collate "fa" not null',
        'name text collate "fa" not null',
        'kind text not null',
        'label_fa text collate "fa" not null',
        'label_en text collate "fa"',
        'help_fa text collate "fa"',
        'help_en text collate "fa"',
        'default_value jsonb',
        'is_required boolean not null default false',
        'is_unique boolean not null default false',
        'indexed boolean not null default false',
        'searchable boolean not null default false',
        'choices jsonb',
        'link_target text collate "fa"',
        'min numeric(20,4)',
        'max numeric(20,4)',
        'decimals integer',
        'max_length integer',
        'group_name text collate "fa"',
        'position integer not null default 0',
        'visible_when jsonb',
        'validations jsonb',
        'formula jsonb',
        'numbering jsonb',
        'active boolean not null default true',
      ],
      search: ['label_fa', 'label_en', 'name'],
      sort: ['name', 'position'],
    });
    // Also removed ones keep their name until they are gone: their data is still there.
    await runner.query(
      'create unique index custom_fields_name on custom_fields (record_type, lower(name collate "C"))',
    );
    await this.forCustomisersOnly(runner, 'custom_fields', 'customField');
    await this.types(runner);
    await this.layouts(runner);
    await runner.query(sqlFile('customisation.sql'));
    for (const table of ['custom_fields', 'record_types', 'record_layouts'])
      await runner.query(
        `create trigger ${table}_registry after insert or update or delete on ${table} for each statement execute function registry_changed()`,
      );
  }

  private async types(runner: QueryRunner): Promise<void> {
    await createRecordTable(runner, {
      type: 'customType',
      table: 'record_types',
      visibility: 'shared',
      columns: [
        'name text collate "fa" not null',
        'resource text collate "fa" not null',
        'one_fa text collate "fa" not null',
        'many_fa text collate "fa" not null',
        'one_en text collate "fa"',
        'many_en text collate "fa"',
        'title_fa text collate "fa"',
        'title_en text collate "fa"',
        'icon text collate "fa"',
        'visibility text not null',
        'board_field text collate "fa"',
        'description text collate "fa"',
        'position integer not null default 0',
      ],
      search: ['one_fa', 'many_fa', 'name'],
      sort: ['name', 'position'],
    });
    await runner.query('create unique index record_types_name on record_types (lower(name collate "C"))');
    await runner.query('create unique index record_types_resource on record_types (lower(resource collate "C"))');
    await this.forCustomisersOnly(runner, 'record_types', 'customType');
  }

  private async layouts(runner: QueryRunner): Promise<void> {
    await createRecordTable(runner, {
      type: 'recordLayout',
      table: 'record_layouts',
      visibility: 'shared',
      columns: [
        'name text collate "fa" not null',
        'record_type text collate "fa" not null',
        `role_ids uuid[] not null default '{}'`,
        'position integer not null default 0',
        'labels jsonb',
        'field_labels jsonb',
        'form jsonb',
        'list_columns jsonb',
        'card_fields jsonb',
        'facts jsonb',
        'hidden_fields jsonb',
      ],
      search: ['name'],
      sort: ['name', 'position'],
    });
    await this.forCustomisersOnly(runner, 'record_layouts', 'recordLayout');
  }

  /** Definitions are written by whoever may customise, and by nobody else. */
  private async forCustomisersOnly(runner: QueryRunner, table: string, type: string): Promise<void> {
    const may = (action: string) =>
      `(select app_may('customisation', 'edit')) and (select app_may('${type}', '${action}'))`;
    await runner.query(`drop policy ${table}_create on ${table}`);
    await runner.query(`drop policy ${table}_change on ${table}`);
    await runner.query(
      `create policy ${table}_create on ${table} for insert to peyvand_app with check (${may('create')})`,
    );
    await runner.query(
      `create policy ${table}_change on ${table} for update to peyvand_app using (${may('change')}) with check (${may('change')})`,
    );
  }

  async down(): Promise<void> {
    throw new Error('Custom fields hold the data of the company: restore a backup instead.');
  }
}
