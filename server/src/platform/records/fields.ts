import { Column } from 'typeorm';
import type { Choice, FieldDefinition, FieldOptions, FieldTypeName } from './field-definition.js';
import { FIELD_TYPES } from './field-types.js';
import { declareField } from './record-type.js';

/** `expectedCloseOn` is `expected_close_on`. */
export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

const COLLATED: ReadonlySet<FieldTypeName> = new Set(['text']);

function field(type: FieldTypeName, options: FieldOptions, extra: Partial<FieldDefinition> = {}): PropertyDecorator {
  return (prototype, property) => {
    const name = String(property);
    const column = options.column ?? snakeCase(name);
    declareField(prototype, { ...options, ...extra, name, type, column });
    if (options.writeOnly) return; // no column of its own
    if (options.column && options.column !== snakeCase(name)) return; // a second name of a column that is declared already
    const { sql } = FIELD_TYPES[type];
    const array = sql.endsWith('[]');
    const [, base = sql, args] = /^(\w+)(?:\((.*)\))?/.exec(sql) ?? [];
    const [precision, scale] = (args ?? '').split(',').map((n) => (n === '' ? undefined : Number(n)));
    Column({
      name: column,
      type: base as 'text',
      array,
      nullable: !options.required,
      precision,
      scale,
      collation: COLLATED.has(type) ? 'fa' : undefined,
    })(prototype, property);
  };
}

type Declare = (options: FieldOptions) => PropertyDecorator;

/** One line of text, up to 500 characters unless `max` says otherwise. */
export const TextField: Declare = (options) => field('text', options);
/** Text with line breaks, up to 20,000 characters. */
export const LongTextField: Declare = (options) => field('longText', options);
export const IntegerField: Declare = (options) => field('integer', options);
export const DecimalField: Declare = (options) => field('decimal', options);
/** 0..100 with two decimals. */
export const PercentField: Declare = (options) => field('percent', options);
/** Whole Rial; `{ amount, currency: 'IRR' }` in the API. */
export const MoneyField: Declare = (options) => field('money', options);
/** Calendar day, Gregorian ISO. */
export const DateField: Declare = (options) => field('date', options);
/** Instant in UTC with milliseconds. */
export const InstantField: Declare = (options) => field('instant', options);
export const BooleanField: Declare = (options) => field('boolean', options);
export const PhoneField: Declare = (options) => field('phone', options);
export const EmailField: Declare = (options) => field('email', options);
export const UrlField: Declare = (options) => field('url', options);
export const NationalIdField: Declare = (options) => field('nationalId', options);
export const LegalIdField: Declare = (options) => field('legalId', options);
export const PostalCodeField: Declare = (options) => field('postalCode', options);
export const TagsField: Declare = (options) => field('tags', options);
export const JsonField: Declare = (options) => field('json', options);

/** One of `choices`. */
export function ChoiceField(options: FieldOptions & { choices: readonly Choice[] }): PropertyDecorator {
  return field('choice', options, { choices: options.choices });
}

/** Any of `choices`. */
export function MultiChoiceField(options: FieldOptions & { choices: readonly Choice[] }): PropertyDecorator {
  return field('multiChoice', options, { choices: options.choices });
}

/** Id of a record of type `target`, named (not imported), so that types may point at each other. */
export function LinkField(target: string, options: FieldOptions): PropertyDecorator {
  return field('link', options, { target });
}

/** `{ type, id }` of the record that this one is about; kept in `<name>_type` and `<name>_id`. */
export function AboutField(options: FieldOptions): PropertyDecorator {
  return (prototype, property) => {
    const name = String(property);
    const column = `${snakeCase(name)}_id`;
    declareField(prototype, { ...options, name, type: 'about', column });
    Column({ name: `${snakeCase(name)}_type`, type: 'text', nullable: !options.required })(prototype, `${name}Type`);
    Column({ name: column, type: 'uuid', nullable: !options.required })(prototype, `${name}Id`);
  };
}

/** Ids of records of type `target`. */
export function LinksField(target: string, options: FieldOptions): PropertyDecorator {
  return field('links', options, { target });
}
