import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createRecordTable } from './support/record-table.js';
import { sqlFile } from './support/sql-file.js';

const TAGS = `tags text[] not null default '{}'`;

/** Accounts, contacts and what happens with them. */
export class Core1763700000003 implements MigrationInterface {
  readonly name = 'Core1763700000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(sqlFile('core.sql'));
    await this.accounts(runner);
    await this.contacts(runner);
  }

  private async accounts(runner: QueryRunner): Promise<void> {
    await createRecordTable(runner, {
      type: 'account',
      table: 'accounts',
      columns: [
        'name text collate "fa" not null',
        'kind text not null',
        'relation text not null',
        'customer_group text',
        'parent_id uuid references accounts (id)',
        'national_id text',
        'economic_code text collate "fa"',
        'registration_no text collate "fa"',
        'phone text',
        'email text',
        'website text',
        'industry text collate "fa"',
        'province text collate "fa"',
        'city text collate "fa"',
        'address text',
        'postal_code text',
        TAGS,
        'description text',
        'last_contacted_at timestamptz(3)',
        'next_activity_at timestamptz(3)',
        'phone_key text generated always as (phone_key(phone)) stored',
      ],
      // The name comes first: the compact key of the whole then starts with the compact name.
      search: ['name', 'city', 'national_id', 'economic_code', 'phone', 'email'],
      sort: ['name', 'city', 'last_contacted_at', 'next_activity_at'],
      indexes: {
        national_id: '(national_id) where national_id is not null',
        economic_code: '(economic_code) where economic_code is not null',
        phone: '(phone_key) where phone_key is not null',
        parent: '(parent_id) where parent_id is not null',
        relation: '(relation, id)',
        customer_group: '(customer_group, id)',
        industry: '(industry, id)',
        province: '(province, id)',
        tags: 'using gin (tags)',
      },
    });
  }

  private async contacts(runner: QueryRunner): Promise<void> {
    await createRecordTable(runner, {
      type: 'contact',
      table: 'contacts',
      columns: [
        'full_name text collate "fa"',
        'first_name text collate "fa"',
        'last_name text collate "fa" not null',
        'job_title text collate "fa"',
        'account_id uuid references accounts (id)',
        'mobile text',
        'phone text',
        'email text',
        'national_id text',
        'birth_on date',
        TAGS,
        'description text',
        'mobile_key text generated always as (phone_key(mobile)) stored',
        'phone_key text generated always as (phone_key(phone)) stored',
      ],
      search: ['full_name', 'job_title', 'mobile', 'phone', 'email', 'national_id'],
      sort: ['full_name', 'last_name'],
      indexes: {
        account: '(account_id, id) where account_id is not null',
        national_id: '(national_id) where national_id is not null',
        mobile: '(mobile_key) where mobile_key is not null',
        phone: '(phone_key) where phone_key is not null',
        email: '(email) where email is not null',
        tags: 'using gin (tags)',
      },
    });
  }

  async down(): Promise<void> {
    throw new Error('Core tables hold the data of the company: restore a backup instead.');
  }
}
