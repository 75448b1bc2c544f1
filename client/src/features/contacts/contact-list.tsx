import { queryClient } from '~/api/query-client';
import type { RecordBase } from '~/api/records';
import type { RecordFormOptions } from '~/features/records/form/record-form-sheet';
import type { FormValues } from '~/features/records/form/use-record-form';
import { RecordListScreen } from '~/features/records/list/record-list-screen';
import { contactFileQuery } from './contact-file';

const COLUMNS = ['jobTitle', 'accountId', 'mobile', 'phone', 'email', 'ownerId'];

const CONTACT_FORM: RecordFormOptions = {
  mainFields: ['firstName', 'lastName', 'jobTitle', 'accountId', 'mobile', 'email', 'ownerId'],
  duplicatesOf: (values: FormValues) => ({
    name: values.lastName ? [values.firstName, values.lastName].filter(Boolean).join(' ') : null,
    phone: values.mobile,
    nationalId: values.nationalId,
    email: values.email,
  }),
};

/** The people behind the accounts. */
export function ContactList() {
  return <RecordListScreen type="contact" defaultColumns={COLUMNS} form={CONTACT_FORM} onRest={prefetchFile} />;
}

function prefetchFile(row: RecordBase): void {
  void queryClient.prefetchQuery(contactFileQuery(row.id));
}
