import { parsePhone, phoneLookupKey, searchTokens } from '../persian/index.js';
import type { FieldDefinition } from './field-definition.js';

/**
 * The words that a free text is searched for. A telephone number, however it is written, is one word: its last ten
 * digits, which every stored form of it contains.
 */
export function searchWords(q: string): string[] {
  const phone = parsePhone(q);
  const key = phone.ok && phone.value.e164 !== null ? phoneLookupKey(phone.value.e164) : '';
  return key === '' ? searchTokens(q) : [key];
}

/** The column whose trigram index finds the words of a field. */
export function searchColumn(field: FieldDefinition): 'search_key' | 'custom_search' {
  return field.custom ? 'custom_search' : 'search_key';
}
