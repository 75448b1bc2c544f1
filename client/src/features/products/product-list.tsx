import { RecordListScreen } from '~/features/records/list/record-list-screen';

const MAIN_FIELDS = ['name', 'code', 'price', 'unit', 'series'];
const DEFAULT_COLUMNS = ['code', 'series', 'unit', 'price', 'active'];

/** What the company sells; a product has no page of its own and opens beside the list. */
export function ProductList() {
  return (
    <RecordListScreen
      type="product"
      defaultColumns={DEFAULT_COLUMNS}
      form={{ mainFields: MAIN_FIELDS }}
      hrefOf={(row) => `/products?peek=${row.id}`}
    />
  );
}
