import { describe, expect, it } from 'vitest';
import type { RecordTypeInfo } from '~/api/record-types';
import type { RecordBase } from '~/api/records';
import { choicesOf, firstChoice, firstInto } from './merge-choice';

const field = (name: string, rest: object = {}) => ({ name, type: 'text', label: { fa: name, en: name }, ...rest });
const type = {
  fields: [
    field('name'),
    field('city'),
    field('phone'),
    field('score', { readonly: true }),
    field('secretWord', { level: 'read' }),
    field('custom.size'),
  ],
} as unknown as RecordTypeInfo;
const record = (id: string, fields: object): RecordBase => ({
  id,
  version: 1,
  createdAt: `2026-01-0${id}`,
  updatedAt: '2026-01-01',
  ...fields,
});
const one = record('1', { name: 'الف', city: null, phone: '1', score: 1, secretWord: 'x', custom: { size: 2 } });
const two = record('2', { name: 'ب', city: 'یزد', phone: '1', score: 2, secretWord: 'y', custom: { size: 3 } });

describe('the choices of a merge', () => {
  it('are the writable fields that differ', () => {
    expect(choicesOf(type, [one, two]).map((choice) => choice.field.name)).toEqual(['name', 'city', 'custom.size']);
  });

  it('begin with the record that stays, and fill its gaps', () => {
    const choices = choicesOf(type, [one, two]);
    expect(firstChoice(choices, '1')).toEqual({ name: '1', city: '2', 'custom.size': '1' });
  });

  it('let the record stay that has the most on it, else the oldest', () => {
    const side = (of: RecordBase, count: number) => ({ record: of, children: [{ count }] });
    expect(firstInto([side(one, 1), side(two, 5)])).toBe('2');
    expect(firstInto([side(two, 1), side(one, 1)])).toBe('1');
  });
});
