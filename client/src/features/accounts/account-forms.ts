import type { FormValues, RecordFormOptions } from '~/features/records';

/** What matters first in a new account, and how its twins are looked for. */
export const ACCOUNT_FORM: RecordFormOptions = {
  mainFields: ['name', 'kind', 'relation', 'customerGroup', 'nationalId', 'phone', 'city', 'ownerId'],
  duplicatesOf: ({ name, phone, nationalId }: FormValues) => ({ name, phone, nationalId }),
};
