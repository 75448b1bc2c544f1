import { parseValue } from '../records/record-input.js';
import type { RecordValues } from '../records/record-rules.js';
import type { TypeCustomisation } from '../records/record-type.js';
import { CompanyRules } from './company-rules.js';
import { readNumbering } from './fields/field-parts.js';
import { defaultOf, toField } from './fields/to-field.js';

/** What the definitions of one record type come to. */
export function definitionsOf(definitions: readonly RecordValues[]): TypeCustomisation {
  const fields = definitions.map((definition) => {
    const field = toField(definition);
    const value = defaultOf(definition);
    return value === undefined || field.readonly ? field : { ...field, default: parseValue(field, value) };
  });
  const numbers = definitions.flatMap((definition, i) => {
    const field = fields[i];
    return field && definition.kind === 'autoNumber' ? [{ field, numbering: readNumbering(definition.numbering) }] : [];
  });
  return { fields, rules: new CompanyRules(numbers) };
}
