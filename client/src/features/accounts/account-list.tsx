import { type FormValues, RecordListScreen } from '~/features/records';

const COLUMNS = ['relation', 'kind', 'customerGroup', 'city', 'phone', 'nextActivityAt', 'lastContactedAt', 'ownerId'];

/** Everybody the company deals with. */
export function AccountList() {
  return <RecordListScreen type="account" defaultColumns={COLUMNS} form={ACCOUNT_FORM} />;
}

const ACCOUNT_FORM = {
  mainFields: ['name', 'kind', 'relation', 'customerGroup', 'nationalId', 'phone', 'city', 'ownerId'],
  duplicatesOf: ({ name, phone, nationalId }: FormValues) => ({ name, phone, nationalId }),
};
