import { describe, expect, it } from '@jest/globals';
import type { FieldDefinition, FieldTypeName } from './field-definition.js';
import { maskOf } from './mask.js';

const masked = (type: FieldTypeName, value: unknown) =>
  maskOf({ name: 'x', column: 'x', fa: '', en: '', type } satisfies FieldDefinition, value);

describe('the mask of a value', () => {
  it.each([
    ['phone', '+989121236789', '0912•••6789'],
    ['phone', '+982188776655;ext=12', '0218•••6655'],
    ['phone', '1880', '•••'],
    ['email', 'ali.rezaei@example.ir', 'a•••@example.ir'],
    ['nationalId', '0013542419', '•••419'],
    ['legalId', '14005893875', '•••875'],
    ['postalCode', '1234567890', '•••890'],
    ['nationalId', '12345', '•••'],
    ['text', 'سارا', '•••'],
    ['money', '1250000', '•••'],
    ['tags', ['الف'], '•••'],
    ['boolean', false, '•••'],
  ] as const)('of a %s %j is %s', (type, value, expected) => {
    expect(masked(type, value)).toBe(expected);
  });

  it('leaves an empty field empty', () => {
    expect(masked('phone', null)).toBeNull();
  });
});
