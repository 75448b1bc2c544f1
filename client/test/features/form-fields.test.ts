import { describe, expect, it } from 'vitest';
import type { FieldInfo, RecordTypeInfo } from '~/api/record-types';
import { bodyOf, fieldOfPath, formFields, initialValues } from '~/features/records/form/form-fields';

const field = (name: string, more: Partial<FieldInfo> = {}): FieldInfo => ({
  name,
  type: 'text',
  label: { fa: name, en: name },
  ...more,
});
const type: RecordTypeInfo = {
  name: 'account',
  resource: 'accounts',
  module: 'core',
  labels: { fa: { one: '', many: '' }, en: { one: '', many: '' } },
  titleField: 'name',
  icon: '',
  actions: {},
  fields: [
    field('name', { required: true }),
    field('kind', { required: true, default: 'company', type: 'choice' }),
    field('city'),
    field('score', { readonly: true }),
    field('secret', { level: 'read' }),
    field('ownerId', { standard: true, type: 'link', target: 'user' }),
    field('orgUnitId', { standard: true, type: 'link', target: 'orgUnit' }),
  ],
};

const names = (fields: readonly FieldInfo[]) => fields.map((one) => one.name);

describe('formFields', () => {
  it('puts required fields without a default first, then the named ones, and the rest below', () => {
    const { main, more } = formFields(type, ['ownerId']);
    expect(names(main)).toEqual(['name', 'ownerId']);
    expect(names(more)).toEqual(['kind', 'city']);
  });

  it('never offers what the reader may not write', () => {
    const { main, more } = formFields(type);
    expect(names([...main, ...more])).not.toEqual(expect.arrayContaining(['score']));
    expect(names([...main, ...more])).not.toEqual(expect.arrayContaining(['secret']));
  });
});

describe('values of a form', () => {
  it('begin with the defaults of the registry, and what is given wins', () => {
    expect(initialValues(type, { kind: 'person' })).toEqual({ kind: 'person' });
    expect(initialValues(type)).toEqual({ kind: 'company' });
  });

  it('are sent without what is empty, and keep false and zero', () => {
    expect(bodyOf({ name: 'آرمان', city: '', tags: [], active: false, count: 0, owner: null })).toEqual({
      name: 'آرمان',
      active: false,
      count: 0,
    });
  });

  it('take faults of inner paths', () => {
    expect([fieldOfPath('amount.currency'), fieldOfPath('tags[2]'), fieldOfPath('name')]).toEqual([
      'amount',
      'tags',
      'name',
    ]);
  });
});
