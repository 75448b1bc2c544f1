import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createRecordTable } from './support/record-table.js';
import { sqlFile } from './support/sql-file.js';

const TAGS = `tags text[] not null default '{}'`;
const LIVING_OPEN = `where status = 'open' and deleted_at is null`;

/** Products, pipelines, opportunities, leads and targets. */
export class Sales1763700000004 implements MigrationInterface {
  readonly name = 'Sales1763700000004';

  async up(runner: QueryRunner): Promise<void> {
    await this.lists(runner);
    await this.opportunities(runner);
    await this.leads(runner);
    await this.targets(runner);
    await runner.query(sqlFile('sales.sql'));
    await this.seed(runner);
  }

  private async lists(runner: QueryRunner): Promise<void> {
    await createRecordTable(runner, {
      type: 'product',
      table: 'products',
      visibility: 'shared',
      columns: [
        'name text collate "fa" not null',
        'code text collate "fa"',
        'series text collate "fa"',
        'unit text collate "fa"',
        'price bigint',
        'active boolean not null default true',
      ],
      search: ['name', 'code'],
      sort: ['name'],
      indexes: { code: '(code) where code is not null' },
    });
    await createRecordTable(runner, {
      type: 'pipeline',
      table: 'pipelines',
      visibility: 'shared',
      columns: [
        'name text collate "fa" not null',
        'position integer not null default 0',
        'active boolean not null default true',
        'stages_changed_at timestamptz(3)',
      ],
      search: ['name'],
      sort: ['position'],
    });
    await createRecordTable(runner, {
      type: 'stage',
      table: 'stages',
      visibility: 'shared',
      columns: [
        'pipeline_id uuid not null references pipelines (id)',
        'name text collate "fa" not null',
        'position integer not null default 0',
        'probability_percent numeric(5,2) not null default 0',
        'rotten_after_days integer',
        `required_fields text[] not null default '{}'`,
        'tone text',
      ],
      search: ['name'],
      sort: ['position'],
      indexes: { pipeline: '(pipeline_id, position)' },
    });
    await createRecordTable(runner, {
      type: 'lossReason',
      table: 'loss_reasons',
      visibility: 'shared',
      columns: [
        'name text collate "fa" not null',
        'position integer not null default 0',
        'active boolean not null default true',
      ],
      search: ['name'],
      sort: ['position'],
    });
  }

  private async opportunities(runner: QueryRunner): Promise<void> {
    await createRecordTable(runner, {
      type: 'opportunity',
      table: 'opportunities',
      columns: [
        'name text collate "fa" not null',
        'account_id uuid references accounts (id)',
        'contact_id uuid references contacts (id)',
        'pipeline_id uuid not null references pipelines (id)',
        'stage_id uuid not null references stages (id)',
        'amount bigint',
        'amount_from_lines boolean not null default false',
        'probability_percent numeric(5,2)',
        'weighted_amount bigint',
        'expected_close_on date',
        'product_id uuid references products (id)',
        `status text not null default 'open'`,
        'engaged_on date',
        'closed_on date',
        'closed_at timestamptz(3)',
        'loss_reason_id uuid references loss_reasons (id)',
        'loss_note text',
        'lost_to_id uuid references accounts (id)',
        'won_reason text collate "fa"',
        'source text',
        'campaign text collate "fa"',
        `competitor_ids uuid[] not null default '{}'`,
        TAGS,
        'description text',
        'stage_entered_at timestamptz(3) not null default now()',
        'last_activity_at timestamptz(3)',
        'next_step_at timestamptz(3)',
        'board_rank numeric(20,4) not null default 0',
      ],
      search: ['name'],
      sort: ['name', 'amount', 'expected_close_on'],
      indexes: {
        // Cards of a column, top first, and the sums of a board without a look at the rows.
        board: `(stage_id, board_rank, id) ${LIVING_OPEN}`,
        board_sums: `(pipeline_id, stage_id) include (amount, weighted_amount, owner_id, org_unit_id) ${LIVING_OPEN}`,
        board_owner: `(owner_id, stage_id, board_rank, id) include (pipeline_id, amount, weighted_amount) ${LIVING_OPEN}`,
        board_org_unit: `(org_unit_id, stage_id) include (pipeline_id, amount, weighted_amount, owner_id) ${LIVING_OPEN}`,
        pipeline: '(pipeline_id, id)',
        stage: '(stage_id, id)',
        status: '(status, id)',
        account: '(account_id, id) where account_id is not null',
        contact: '(contact_id, id) where contact_id is not null',
        closed_on: '(closed_on, id) where closed_on is not null',
        // Open ones by expected close: without it all that were closed before are read first.
        open_close: `(expected_close_on, id) ${LIVING_OPEN}`,
        no_next_step: `(owner_id, id) where status = 'open' and next_step_at is null and deleted_at is null`,
        last_activity: `(last_activity_at, id) ${LIVING_OPEN}`,
        tags: 'using gin (tags)',
      },
    });
    await createRecordTable(runner, {
      type: 'opportunityLine',
      table: 'opportunity_lines',
      visibility: 'shared',
      columns: [
        'opportunity_id uuid not null references opportunities (id)',
        'product_id uuid references products (id)',
        'description text collate "fa"',
        'quantity numeric(20,4) not null default 1',
        'unit_price bigint',
        'discount_percent numeric(5,2) not null default 0',
        'total bigint',
        'position integer not null default 0',
      ],
      indexes: { opportunity: '(opportunity_id, position, id)' },
    });
  }

  private async leads(runner: QueryRunner): Promise<void> {
    await createRecordTable(runner, {
      type: 'lead',
      table: 'leads',
      columns: [
        'full_name text collate "fa"',
        'first_name text collate "fa"',
        'last_name text collate "fa"',
        'company_name text collate "fa"',
        'job_title text collate "fa"',
        'mobile text',
        'phone text',
        'email text',
        'source text',
        'campaign text collate "fa"',
        `status text not null default 'new'`,
        'score integer not null default 0',
        `score_reasons jsonb not null default '[]'`,
        'estimated_amount bigint',
        'product_interest text collate "fa"',
        'province text collate "fa"',
        'city text collate "fa"',
        'description text',
        TAGS,
        'disqualified_reason text collate "fa"',
        'last_activity_at timestamptz(3)',
        'next_step_at timestamptz(3)',
        'assigned_by_rule text collate "fa"',
        'converted_at timestamptz(3)',
        'converted_account_id uuid references accounts (id)',
        'converted_contact_id uuid references contacts (id)',
        'converted_opportunity_id uuid references opportunities (id)',
      ],
      search: ['full_name', 'company_name', 'mobile', 'phone', 'email'],
      sort: ['full_name', 'company_name', 'score'],
      indexes: {
        status: '(status, id)',
        mobile: '(mobile) where mobile is not null',
        phone: '(phone) where phone is not null',
        email: '(email) where email is not null',
        tags: 'using gin (tags)',
      },
    });
    await createRecordTable(runner, {
      type: 'assignmentRule',
      table: 'assignment_rules',
      visibility: 'shared',
      columns: [
        'name text collate "fa" not null',
        'position integer not null default 0',
        'active boolean not null default true',
        'filter jsonb',
        `assignee_ids uuid[] not null default '{}'`,
        `strategy text not null default 'roundRobin'`,
      ],
      search: ['name'],
      sort: ['position'],
    });
  }

  private async targets(runner: QueryRunner): Promise<void> {
    await createRecordTable(runner, {
      type: 'target',
      table: 'targets',
      columns: [
        'name text collate "fa"',
        'metric text not null',
        'period text collate "fa"',
        'from_on date not null',
        'to_on date not null',
        'audience text not null',
        'user_id uuid references users (id)',
        'team_id uuid references teams (id)',
        'amount bigint',
        'count integer',
      ],
      sort: ['from_on'],
      indexes: { days: '(to_on, from_on)', person: '(user_id) where user_id is not null' },
    });
  }

  private async seed(runner: QueryRunner): Promise<void> {
    const pipeline = '019aa4b6-4500-786c-9415-aa4121ff99c3';
    await runner.query(
      `insert into pipelines (id, name, stages_changed_at) values ('${pipeline}', 'کاریز فروش', now())`,
    );
    await runner.query(`insert into stages (id, pipeline_id, name, position, probability_percent, rotten_after_days, required_fields, tone) values
      ('019aa4b6-4500-7561-883a-2ae1d9b2a804', '${pipeline}', 'تماس اولیه', 0, 10, 14, '{}', 'neutral'),
      ('019aa4b6-4500-74ad-8ce1-d105c99bd3ba', '${pipeline}', 'نیازسنجی', 1, 25, 14, '{}', 'information'),
      ('019aa4b6-4500-7763-8e86-9451c4714cb0', '${pipeline}', 'ارائهٔ پیشنهاد', 2, 45, 10, '{amount}', 'accent'),
      ('019aa4b6-4500-7e21-872a-c732bd7300aa', '${pipeline}', 'مذاکره', 3, 65, 10, '{amount,expectedCloseOn}', 'warning'),
      ('019aa4b6-4500-719d-9f70-fe54045b363b', '${pipeline}', 'آمادهٔ قرارداد', 4, 85, 7, '{accountId,amount,expectedCloseOn}', 'success')`);
    await runner.query(`insert into loss_reasons (id, name, position) values
      ('019aa4b6-4500-7b65-9675-a94dea0f1ec6', 'قیمت', 0),
      ('019aa4b6-4500-75f5-8e48-7639938ceaf5', 'رقیب', 1),
      ('019aa4b6-4500-7bc2-a788-b83d28aafb10', 'بودجه', 2),
      ('019aa4b6-4500-7cc4-85f9-8d0f6e853f1b', 'زمان', 3),
      ('019aa4b6-4500-74d7-88d6-c1cba77e59c7', 'نیاز نداشت', 4),
      ('019aa4b6-4500-7479-8e83-61eab87de5ed', 'پاسخ نداد', 5),
      ('019aa4b6-4500-7f3e-9b8c-4d5e6f708192', 'دیگر', 6)`);
  }

  async down(): Promise<void> {
    throw new Error('Sales tables hold the data of the company: restore a backup instead.');
  }
}
