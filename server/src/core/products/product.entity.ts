import { BaseRecord } from '../../platform/records/base-record.js';
import { BooleanField, MoneyField, TextField } from '../../platform/records/fields.js';
import { RecordType } from '../../platform/records/record-type.js';

/** Something that the company sells: goods or a service. */
@RecordType({
  name: 'product',
  resource: 'products',
  module: 'core',
  labels: { one: { fa: 'کالا', en: 'Product' }, many: { fa: 'کالاها', en: 'Products' } },
  title: 'name',
  icon: 'package',
  visibility: 'shared',
  defaultSort: 'name',
  example: {
    name: 'دستگاه برش لیزری',
    code: 'LC-200',
    series: 'برش',
    unit: 'دستگاه',
    price: { amount: '8500000000', currency: 'IRR' },
    externalId: 'K-200',
  },
})
export class Product extends BaseRecord {
  @TextField({ fa: 'نام', en: 'Name', required: true, max: 200, search: true, sort: true })
  name!: string;

  /** The company's own code; two products never share one. */
  @TextField({ fa: 'کد', en: 'Code', max: 60, search: true, unique: true })
  code!: string | null;

  @TextField({ fa: 'گروه کالا', en: 'Series', max: 120, help: { fa: 'سری یا خانوادهٔ کالا', en: 'Series or family' } })
  series!: string | null;

  /** Unit in which it is counted and sold. */
  @TextField({ fa: 'واحد', en: 'Unit', max: 40 })
  unit!: string | null;

  /** List price of one unit, whole Rial, before discount and tax. */
  @MoneyField({ fa: 'مبلغ واحد', en: 'Unit price', min: 0 })
  price!: string | null;

  /** False for what is no longer sold; it stays in old opportunities. */
  @BooleanField({ fa: 'قابل فروش', en: 'On sale', required: true, default: true })
  active!: boolean;
}
