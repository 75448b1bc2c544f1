import { accept, type Check, parseSheba } from '../persian/index.js';
import type { FieldDefinition, FieldTypeName, Label } from '../records/field-definition.js';

/** The settings of the company, by name. */
export interface SettingValues {
  readonly companyName: string;
  readonly companyLegalId: string | null;
  readonly companyEconomicCode: string | null;
  /** Account that customers pay into: an Iranian IBAN, `IR` and 24 digits. */
  readonly companyIban: string | null;
  readonly companyPhone: string | null;
  readonly companyWebsite: string | null;
  readonly companyAddress: string | null;
  readonly companyPostalCode: string | null;
  /** Unit in which screens show amounts; stored amounts are Rial always. */
  readonly moneyUnit: 'IRR' | 'IRT';
  /** Jalali month (1..12) in which the fiscal year begins. */
  readonly fiscalYearStartMonth: number;
  /** What Thursday is. */
  readonly thursday: 'half' | 'closed' | 'full';
  /** Local time of day, `HH:MM`. */
  readonly workStart: string;
  readonly workEnd: string;
  /** End of a half Thursday. */
  readonly thursdayEnd: string;
  /** Language of people who have not chosen one. */
  readonly locale: 'fa' | 'en';
  /** Greatest size of a file to import, in MiB. */
  readonly importMaxFileMb: number;
}

export interface SettingDefinition extends FieldDefinition {
  readonly name: keyof SettingValues;
  readonly default: string | number | null;
  /** A text must look like this. */
  readonly pattern?: RegExp;
  /** Brings a text into its one form, or refuses it. */
  readonly read?: (text: string) => Check<string>;
}

function define(
  name: keyof SettingValues,
  type: FieldTypeName,
  label: Label,
  group: string,
  fallback: string | number | null,
  more: Partial<SettingDefinition> = {},
): SettingDefinition {
  return { ...label, ...more, name, type, column: 'value', group, default: fallback };
}

function readIban(text: string): Check<string> {
  const sheba = parseSheba(text);
  return sheba.ok ? accept(sheba.value.iban) : sheba;
}

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
const choice = (value: string, fa: string, en: string) => ({ value, label: { fa, en } });

/** Every setting of the company: type, label, default. The single source for validation, answers and the screen. */
export const SETTINGS: readonly SettingDefinition[] = [
  define('companyName', 'text', { fa: 'نام شرکت', en: 'Company name' }, 'company', 'شرکت من', {
    required: true,
    max: 200,
  }),
  define('companyLegalId', 'legalId', { fa: 'شناسه ملی', en: 'Company national id' }, 'company', null),
  define('companyEconomicCode', 'text', { fa: 'شماره اقتصادی', en: 'Economic code' }, 'company', null, { max: 20 }),
  define('companyIban', 'text', { fa: 'شماره شبا', en: 'IBAN' }, 'company', null, { max: 40, read: readIban }),
  define('companyPhone', 'phone', { fa: 'تلفن', en: 'Phone' }, 'company', null),
  define('companyWebsite', 'url', { fa: 'وب‌سایت', en: 'Website' }, 'company', null),
  define('companyAddress', 'longText', { fa: 'نشانی', en: 'Address' }, 'company', null, { max: 1000 }),
  define('companyPostalCode', 'postalCode', { fa: 'کد پستی', en: 'Postal code' }, 'company', null),
  define('moneyUnit', 'choice', { fa: 'واحد پول روی صفحه', en: 'Money unit on screen' }, 'money', 'IRT', {
    required: true,
    choices: [choice('IRR', 'ریال', 'Rial'), choice('IRT', 'تومان', 'Toman')],
  }),
  define(
    'fiscalYearStartMonth',
    'integer',
    { fa: 'ماه آغاز سال مالی', en: 'First month of the fiscal year' },
    'calendar',
    1,
    {
      required: true,
      min: 1,
      max: 12,
    },
  ),
  define('thursday', 'choice', { fa: 'پنجشنبه', en: 'Thursday' }, 'calendar', 'half', {
    required: true,
    choices: [
      choice('half', 'نیمه‌وقت', 'Half day'),
      choice('closed', 'تعطیل', 'Closed'),
      choice('full', 'کامل', 'Full day'),
    ],
  }),
  define('workStart', 'text', { fa: 'آغاز کار', en: 'Work starts' }, 'calendar', '08:00', {
    required: true,
    pattern: TIME,
  }),
  define('workEnd', 'text', { fa: 'پایان کار', en: 'Work ends' }, 'calendar', '16:00', {
    required: true,
    pattern: TIME,
  }),
  define('thursdayEnd', 'text', { fa: 'پایان کار پنجشنبه', en: 'Work ends on Thursday' }, 'calendar', '12:00', {
    required: true,
    pattern: TIME,
  }),
  define('locale', 'choice', { fa: 'زبان پیش‌فرض', en: 'Default language' }, 'display', 'fa', {
    required: true,
    choices: [choice('fa', 'فارسی', 'Persian'), choice('en', 'انگلیسی', 'English')],
  }),
  define(
    'importMaxFileMb',
    'integer',
    { fa: 'بیشترین اندازه فایل ورود اطلاعات (مگابایت)', en: 'Largest import file (MiB)' },
    'files',
    50,
    {
      required: true,
      min: 1,
      max: 99,
    },
  ),
];
