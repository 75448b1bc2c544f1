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
    await this.accountContacts(runner);
    await this.activities(runner);
    await this.notes(runner);
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
      ],
      // The name comes first: the compact key of the whole then starts with the compact name.
      search: ['name', 'city', 'national_id', 'economic_code', 'phone', 'email'],
      sort: ['name', 'city', 'last_contacted_at', 'next_activity_at'],
      indexes: {
        national_id: '(national_id) where national_id is not null',
        economic_code: '(economic_code) where economic_code is not null',
        // The owner's accounts that nothing is planned for, the longest silent first.
        quiet: '(owner_id, last_contacted_at nulls first, id) where next_activity_at is null and deleted_at is null',
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
      ],
      search: ['full_name', 'job_title', 'mobile', 'phone', 'email', 'national_id'],
      sort: ['full_name', 'last_name'],
      indexes: {
        account: '(account_id, id) where account_id is not null',
        national_id: '(national_id) where national_id is not null',
        tags: 'using gin (tags)',
      },
    });
  }

  private async accountContacts(runner: QueryRunner): Promise<void> {
    await createRecordTable(runner, {
      type: 'accountContact',
      table: 'account_contacts',
      visibility: 'child',
      columns: [
        'account_id uuid not null references accounts (id)',
        'contact_id uuid not null references contacts (id)',
        'role text not null',
        'main boolean not null default false',
        'remark text collate "fa"',
        `about_type text generated always as ('account') stored`,
        'about_id uuid generated always as (account_id) stored',
      ],
      indexes: { account: '(account_id, id)', contact: '(contact_id, id)' },
    });
  }

  private async activities(runner: QueryRunner): Promise<void> {
    await createRecordTable(runner, {
      type: 'activity',
      table: 'activities',
      inherits: { type: 'account', table: 'accounts', column: 'account_id' },
      creatorSees: true,
      sharedWith: 'attendee_user_ids',
      columns: [
        'subject text collate "fa" not null',
        'type text not null',
        'description text',
        'priority text not null',
        'next_step boolean not null default false',
        'due_at timestamptz(3)',
        'start_at timestamptz(3)',
        'end_at timestamptz(3)',
        'done_at timestamptz(3)',
        'reminder_at timestamptz(3)',
        'reminded_at timestamptz(3)',
        'about_type text',
        'about_id uuid',
        'account_id uuid',
        'contact_id uuid',
        `attendee_user_ids uuid[] not null default '{}'`,
        `attendee_contact_ids uuid[] not null default '{}'`,
        'location text collate "fa"',
        'direction text',
        'duration_minutes integer',
        'outcome text',
        'minutes text',
      ],
      search: ['subject'],
      sort: ['due_at', 'start_at', 'done_at'],
      indexes: {
        owner_due: '(owner_id, due_at, id)',
        owner_open: '(owner_id, due_at, id) where done_at is null and deleted_at is null',
        // Open ones of many people by due time: without it all that is done is read first.
        open_due: '(due_at, id) where done_at is null and deleted_at is null',
        owner_done: '(owner_id, done_at, id) where done_at is not null',
        // Open ones have no done_at: they lie together at the end.
        account: '(account_id, done_at, id) where account_id is not null',
        contact: '(contact_id, done_at, id) where contact_id is not null',
        about: '(about_id, done_at, id) where about_id is not null',
        creator: '(created_by, id)',
        attendees: 'using gin (attendee_user_ids)',
        reminders: '(reminder_at) where reminder_at is not null and reminded_at is null and done_at is null',
      },
    });
  }

  private async notes(runner: QueryRunner): Promise<void> {
    await createRecordTable(runner, {
      type: 'note',
      table: 'notes',
      visibility: 'child',
      columns: [
        'body text not null',
        'about_type text not null',
        'about_id uuid not null',
        'account_id uuid',
        'contact_id uuid',
        `mentioned_user_ids uuid[] not null default '{}'`,
        'pinned boolean not null default false',
      ],
      indexes: {
        about: '(about_id, created_at, id)',
        account: '(account_id, created_at, id) where account_id is not null',
        contact: '(contact_id, created_at, id) where contact_id is not null',
        mentions: `using gin (mentioned_user_ids) where mentioned_user_ids <> '{}'`,
      },
    });
  }

  async down(): Promise<void> {
    throw new Error('Core tables hold the data of the company: restore a backup instead.');
  }
}
