import pg from 'pg';
import { load } from './product.mjs';
import { median } from './statistics.mjs';

/**
 * Asks the product's own code which SQL it sends for a person, by handing it a unit of work that notes every statement
 * and runs it past row-level security. What is noted is what the bare server sends.
 *
 * @param {string} url of a superuser
 */
export async function openCapture(url) {
  // The decorators of all record types run when the modules are loaded.
  await import('reflect-metadata');
  await load('app.module.js');
  const { recordTypes } = await load('platform/records/record-type.js');
  const { RecordReader } = await load('platform/records/record-reader.js');
  const { RecordWriter } = await load('platform/records/record-writer.js');
  const { readListQuery } = await load('platform/records/list-query.js');
  const { principalFrom } = await load('platform/access/principal-data.js');
  const client = new pg.Client({ connectionString: url, options: '-c timezone=UTC -c jit=off' });
  await client.connect();
  const reader = new RecordReader();

  /** Runs `work` with a unit of work of the person, takes back what it wrote, and gives its statements. */
  async function statementsOf(userId, work) {
    const { rows } = await client.query('select principal_data($1) as row', [userId]);
    const principal = principalFrom(rows[0].row, 'user', null);
    const noted = [];
    const run = async (sql, params = []) => {
      noted.push({ sql, params: [...params] });
      return client.query(sql, [...params]);
    };
    const uow = {
      principal,
      query: async (sql, params) => (await run(sql, params)).rows,
      queryKept: async (sql, params) => (await run(sql, params)).rows,
      one: async (sql, params) => (await run(sql, params)).rows[0],
      execute: async (sql, params) => (await run(sql, params)).rowCount,
      savepoint: (work) => work(),
      elevated: (_, work) => work(),
      afterCommit: () => undefined,
    };
    await client.query('begin');
    try {
      await client.query(`select set_config('app.user_id', $1, true)`, [userId]);
      const result = await work(uow);
      return { statements: noted, result };
    } finally {
      await client.query('rollback');
    }
  }

  /**
   * Each statement of a search with the better of two plans: from the index of the search column, or along the order of
   * the list until the page is full. Which one it is depends on how often the word occurs; the planner only guesses.
   */
  async function withBetterPlan(statements) {
    const better = [];
    for (const { sql, params } of statements) {
      const along = sql.replaceAll('t.search_key like', `t.search_key || '' like`);
      const times = [];
      for (const text of [sql, along]) times.push(await medianTime(text, params));
      better.push({ sql: times[1] < times[0] ? along : sql, params });
    }
    return better;
  }

  async function medianTime(text, values) {
    const times = [];
    for (let i = 0; i < 5; i += 1) {
      const started = performance.now();
      await client.query({ text, values });
      times.push(performance.now() - started);
    }
    return median(times);
  }

  return {
    withBetterPlan,
    query: async (sql, params) => (await client.query(sql, params)).rows,
    statementsOf,
    list: (userId, typeName, raw) =>
      statementsOf(userId, (uow) => {
        const type = recordTypes.get(typeName);
        return reader.list(uow, type, readListQuery(type, raw, uow.principal));
      }),
    get: (userId, typeName, id) => statementsOf(userId, (uow) => reader.get(uow, recordTypes.get(typeName), id)),
    async insert(userId, typeName, body) {
      const { ContactRules } = await load('core/contacts/contact-rules.js');
      recordTypes.get('contact').rules = new ContactRules();
      const writer = new RecordWriter();
      const { statements } = await statementsOf(userId, (uow) => writer.create(uow, recordTypes.get(typeName), body));
      return statements.find(({ sql }) => sql.startsWith('insert'));
    },
    async board(userId, raw) {
      const { OpportunityBoard } = await load('modules/sales/opportunities/board.js');
      return statementsOf(userId, (uow) => new OpportunityBoard({ read: (work) => work(uow) }, reader).show(raw));
    },
    async file(userId, id) {
      const { CustomerFile } = await load('core/file/customer-file.js');
      const { FileContributions } = await load('core/file/file-contributions.js');
      const { SalesFileSection } = await load('modules/sales/sales-file-section.js');
      const contributions = new FileContributions();
      contributions.addSection(new SalesFileSection());
      return statementsOf(userId, (uow) =>
        new CustomerFile({ read: (work) => work(uow) }, { reader }, contributions).ofAccount(id),
      );
    },
    async everywhere(userId, raw) {
      const { GlobalSearch } = await load('core/search/global-search.js');
      return statementsOf(userId, (uow) => new GlobalSearch({ read: (work) => work(uow) }).search(raw));
    },
    close: () => client.end(),
  };
}
