import { Factory } from '../proof/factory.mjs';
import { Ledger } from '../proof/ledger.mjs';
import { Writers } from './writers.mjs';

/** What the checks work with on a running product: a caller, a factory, names of tables, a pipeline. */
export async function openCompany(product, random) {
  const client = await product.admin();
  const factory = await Factory.of(client, random);
  const tables = new Map(
    (await product.query('select * from record_tables')).map((row) => [row.record_type, row.table_name]),
  );
  // The first choice of a new installation, so that nothing is loaded later.
  await client.post('/setup/empty');
  const { data: pipelines } = await client.must('GET', '/pipelines');
  for (const name of ['account', 'product', 'contact']) await factory.link(name);
  return {
    product,
    client,
    factory,
    tables,
    random,
    stages: pipelines[0].stages.map(({ id }) => id),
    lossReasonId: await factory.fresh('lossReason'),
  };
}

/** Sixteen people at work on a product, and the ledger of what they were told. */
export function workers(company, ledger = new Ledger(), count = 16) {
  return new Writers({ ...company, ledger }, count, company.random).start();
}
