import type { RecordFormOptions } from '~/features/records/form/record-form-sheet';
import type { FormValues } from '~/features/records/form/use-record-form';

/** What matters first in a new account, and how its twins are looked for. */
export const ACCOUNT_FORM: RecordFormOptions = {
  mainFields: ['name', 'kind', 'relation', 'customerGroup', 'nationalId', 'phone', 'city', 'ownerId'],
  duplicatesOf: ({ name, phone, nationalId, email }: FormValues) => ({ name, phone, nationalId, email }),
};
