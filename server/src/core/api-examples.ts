import { describeMembers } from '../platform/http/api-examples.js';

/** Members of the answers about customers and work, for the API document. */
describeMembers({
  accountName: 'بازرگانی آرمان',
  contactName: 'سارا مرادی',
  activity: { id: '0199c0de-0000-7000-8000-00000000000c', version: 2, subject: 'پیگیری پیش‌فاکتور', outcome: 'done' },
  nextStep: { id: '0199c0de-0000-7000-8000-00000000000d', version: 1, subject: 'تماس دوباره' },
  minutes: 'قرار شد پیش‌فاکتور تازه فرستاده شود.',
  'people[]': {
    id: '0199c0de-0000-7000-8000-000000000002',
    fullName: 'سارا مرادی',
    roles: ['decisionMaker'],
    main: true,
  },
  relation: 'customer',
  'roles[]': 'decisionMaker',
  sections: { sales: { open: 2, won: 1 } },
  subject: 'پیگیری پیش‌فاکتور',
});
