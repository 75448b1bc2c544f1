import { describeMembers } from '../../platform/http/api-examples.js';

/** Members of the answers about sales, for the API document. */
describeMembers({
  goal: '20000000000',
  neededPerWorkingDay: '850000000',
  ownerId: '0199c0de-0000-7000-8000-000000000003',
  ownerName: 'سارا مرادی',
  reached: '11500000000',
  remaining: '8500000000',
  'requiredFields[]': 'amount',
  stageId: '0199c0de-0000-7000-8000-000000000007',
  'tags[]': 'نمایشگاه',
});
