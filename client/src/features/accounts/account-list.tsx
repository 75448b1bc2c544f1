import { queryClient } from '~/api/query-client';
import type { RecordBase } from '~/api/records';
import { RecordListScreen } from '~/features/records/list/record-list-screen';
import { accountFileQuery } from './account-file';
import { ACCOUNT_FORM } from './account-forms';

const COLUMNS = ['relation', 'customerGroup', 'city', 'phone', 'ownerId', 'nextActivityAt', 'lastContactedAt'];

/** Everybody the company deals with. */
export function AccountList() {
  return <RecordListScreen type="account" defaultColumns={COLUMNS} form={ACCOUNT_FORM} onRest={prefetchFile} />;
}

function prefetchFile(row: RecordBase): void {
  void queryClient.prefetchQuery(accountFileQuery(row.id));
}
