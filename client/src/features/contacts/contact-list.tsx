import { type FormValues, RecordListScreen } from '~/features/records';

const COLUMNS = ['jobTitle', 'accountId', 'mobile', 'phone', 'email', 'ownerId'];

/** The people behind the accounts. */
export function ContactList() {
  return <RecordListScreen type="contact" defaultColumns={COLUMNS} form={CONTACT_FORM} />;
}

const CONTACT_FORM = {
  mainFields: ['firstName', 'lastName', 'jobTitle', 'accountId', 'mobile', 'email', 'ownerId'],
  duplicatesOf: (values: FormValues) => ({
    name: values.lastName ? [values.firstName, values.lastName].filter(Boolean).join(' ') : null,
    phone: values.mobile,
    nationalId: values.nationalId,
  }),
};
