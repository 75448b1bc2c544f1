import { describe, expect, it } from 'vitest';
import type { FieldInfo, RecordTypeInfo } from '~/api/record-types';
import { factGroups } from './fact-groups';

const field = (name: string, more: Partial<FieldInfo> = {}): FieldInfo => ({
  name,
  type: 'text',
  label: { fa: name, en: name },
  ...more,
});
const custom = { id: '1', kind: 'text', isCalculated: false };
const type: RecordTypeInfo = {
  name: 'account',
  resource: 'accounts',
  module: 'core',
  labels: { fa: { one: '', many: '' }, en: { one: '', many: '' } },
  titleField: 'name',
  icon: '',
  actions: {},
  fields: [
    field('name'),
    field('city', { group: 'place' }),
    field('phone', { group: 'reach' }),
    field('custom.fleet', { custom }),
    field('custom.bank', { custom, group: 'بانک' }),
    field('ownerId', { standard: true }),
  ],
};
const told = (groups: ReturnType<typeof factGroups>) =>
  groups.map(({ id, fields }) => [id, fields.map(({ name }) => name)]);

describe('factGroups', () => {
  it('puts the groups of the product first, those of the company after them, and the system last', () => {
    expect(told(factGroups(type, [], ['reach']))).toEqual([
      ['reach', ['phone']],
      ['place', ['city']],
      ['custom', ['custom.fleet']],
      ['بانک', ['custom.bank']],
      ['system', ['ownerId']],
    ]);
    expect(factGroups(type, [], []).find(({ id }) => id === 'بانک')?.title?.fa).toBe('بانک');
  });

  it('follows the layout of the company, and hides what it hides', () => {
    const layout = {
      facts: [{ title: { fa: 'مهم', en: 'Main' }, fields: ['custom.fleet', 'city', 'gone'] }],
      hiddenFields: ['phone'],
    };
    expect(told(factGroups({ ...type, layout }, ['ownerId'], []))).toEqual([
      ['layout-0', ['custom.fleet', 'city']],
      ['بانک', ['custom.bank']],
    ]);
  });
});
