import { describe, expect, it } from 'vitest';
import type { FieldInfo, FieldType } from '~/api/record-types';
import { ALL_TYPES, countFaults, type DraftOperation, fieldsOf, newOperation, typeOf, wantedOf } from './expression';

const field = (name: string, type: FieldType): FieldInfo => ({ name, type, label: { fa: name, en: name } });
const fields = [field('amount', 'money'), field('rate', 'percent'), field('due', 'date'), field('city', 'text')];
const find = (name: string) => fields.find((each) => each.name === name);
const sum: DraftOperation = { op: 'add', args: [{ field: 'amount' }, { value: 5 }] };

describe('typeOf', () => {
  it('is what fields, values and operations give', () => {
    expect(typeOf({ field: 'due' }, find)).toBe('date');
    expect(typeOf({ value: '2026-03-21' }, find)).toBe('date');
    expect(typeOf({ value: 'تهران' }, find)).toBe('text');
    expect(typeOf(sum, find)).toBe('number');
    expect(typeOf({ op: 'daysBetween', args: [null, null] }, find)).toBe('number');
    expect(typeOf({ op: 'if', args: [null, null, { field: 'city' }] }, find)).toBe('text');
  });

  it('is not known of what is still to be chosen, or of a field that is gone', () => {
    expect(typeOf(null, find)).toBeUndefined();
    expect(typeOf({ field: 'gone' }, find)).toBeUndefined();
    expect(typeOf({ op: 'coalesce', args: [null, null] }, find)).toBeUndefined();
  });
});

describe('wantedOf', () => {
  it('asks for what the operation takes', () => {
    expect(wantedOf(newOperation('addDays'), 0, ['date'], find)).toEqual(['date']);
    expect(wantedOf(newOperation('addDays'), 1, ['date'], find)).toEqual(['number']);
    expect(wantedOf(newOperation('if'), 0, ['text'], find)).toEqual(['boolean']);
    expect(wantedOf(newOperation('if'), 2, ['text'], find)).toEqual(['text']);
  });

  it('asks for the type of the other part where both must be alike', () => {
    const comparison: DraftOperation = { op: 'gt', args: [{ field: 'due' }, null] };
    expect(wantedOf(comparison, 1, ['boolean'], find)).toEqual(['date']);
    expect(wantedOf({ op: 'eq', args: [null, null] }, 0, ['boolean'], find)).toEqual(ALL_TYPES);
  });
});

describe('countFaults', () => {
  it('finds nothing in a whole formula', () => {
    expect(countFaults(sum, ['number'], find)).toBe(0);
    const choice: DraftOperation = {
      op: 'if',
      args: [{ op: 'gt', args: [{ field: 'rate' }, { value: 50 }] }, { value: 'بالا' }, { field: 'city' }],
    };
    expect(countFaults(choice, ['text'], find)).toBe(0);
  });

  it('counts holes, parts that do not fit and fields that are gone', () => {
    expect(countFaults(null, ['number'], find)).toBe(1);
    expect(countFaults(newOperation('add'), ['number'], find)).toBe(2);
    expect(countFaults(sum, ['text'], find)).toBe(1);
    expect(countFaults({ op: 'add', args: [{ field: 'city' }, { field: 'gone' }] }, ['number'], find)).toBe(2);
  });
});

it('fieldsOf names every field that is read', () => {
  expect(fieldsOf({ op: 'add', args: [sum, { field: 'rate' }, null] })).toEqual(['amount', 'rate']);
});

it('newOperation keeps what it is put around', () => {
  expect(newOperation('round', { field: 'rate' })).toEqual({ op: 'round', args: [{ field: 'rate' }], digits: 0 });
  expect(newOperation('if', { field: 'rate' }).args).toEqual([null, { field: 'rate' }, null]);
});
