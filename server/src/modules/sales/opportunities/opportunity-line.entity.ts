import { BaseRecord } from '../../../platform/records/base-record.js';
import {
  DecimalField,
  IntegerField,
  LinkField,
  MoneyField,
  PercentField,
  TextField,
} from '../../../platform/records/fields.js';
import { RecordType } from '../../../platform/records/record-type.js';

/** One product in an opportunity. Whoever may see or edit the opportunity may see or edit its lines. */
@RecordType({
  name: 'opportunityLine',
  resource: 'opportunity-lines',
  module: 'sales',
  labels: { one: { fa: 'ردیف کالا', en: 'Product line' }, many: { fa: 'ردیف‌های کالا', en: 'Product lines' } },
  title: 'description',
  icon: 'list',
  visibility: 'child',
  example: {
    opportunityId: '0199c0de-0000-7000-8000-000000000005',
    productId: '0199c0de-0000-7000-8000-000000000006',
    quantity: 2,
    unitPrice: { amount: '8500000000', currency: 'IRR' },
    discountPercent: 5,
  },
})
export class OpportunityLine extends BaseRecord {
  @LinkField('opportunity', { fa: 'فرصت فروش', en: 'Opportunity', required: true })
  opportunityId!: string;

  @LinkField('product', { fa: 'کالا', en: 'Product' })
  productId!: string | null;

  /** What is sold, in words; the product's name when it isn't given. */
  @TextField({ fa: 'شرح', en: 'Description', max: 300 })
  description!: string | null;

  @DecimalField({ fa: 'تعداد', en: 'Quantity', required: true, default: 1, min: 0, max: 1_000_000_000 })
  quantity!: string;

  /** Whole Rial for one unit; the product's price when it isn't given. */
  @MoneyField({ fa: 'مبلغ واحد', en: 'Unit price', min: 0 })
  unitPrice!: string;

  @PercentField({ fa: 'تخفیف (درصد)', en: 'Discount percent', required: true, default: 0 })
  discountPercent!: string;

  /** Quantity times unit price less discount, whole Rial. */
  @MoneyField({ fa: 'جمع', en: 'Total', readonly: true, madeOf: ['quantity', 'unitPrice', 'discountPercent'] })
  total!: string;

  @IntegerField({ fa: 'ترتیب', en: 'Position', required: true, default: 0, min: 0, max: 10_000 })
  position!: number;
}
