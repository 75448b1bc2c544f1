import { describe, expect, it } from 'vitest';
import type { FieldInfo, RecordTypeInfo } from '~/api/record-types';
import {
  type ColumnFacts,
  fitted,
  importableFields,
  type MappingEntry,
  type SavedMapping,
  unknownChoices,
  withColumn,
} from './import';

const column = (name: string, more: Partial<ColumnFacts> = {}): ColumnFacts => ({ name, filled: 1, seen: 1, ...more });
const field = (name: string, type: FieldInfo['type'], more: Partial<FieldInfo> = {}): FieldInfo => ({
  name,
  type,
  label: { fa: name, en: name },
  ...more,
});

describe('withColumn', () => {
  const mapping: MappingEntry[] = [
    { field: 'mobile', column: 'موبایل' },
    { field: 'city', column: 'شهر' },
  ];

  it('gives a field to one column only', () => {
    expect(withColumn(mapping, column('تلفن'), field('mobile', 'phone'))).toEqual([
      { field: 'city', column: 'شهر' },
      { field: 'mobile', column: 'تلفن' },
    ]);
  });

  it('leaves a column out', () => {
    expect(withColumn(mapping, column('شهر'), undefined)).toEqual([{ field: 'mobile', column: 'موبایل' }]);
  });

  it('takes over what the file says about days and money', () => {
    expect(withColumn([], column('تاریخ', { dates: 'jalali' }), field('birthOn', 'date'))[0]).toMatchObject({
      dates: 'jalali',
    });
    expect(withColumn([], column('مبلغ', { moneyUnit: 'IRR' }), field('amount', 'money'))[0]).toMatchObject({
      moneyUnit: 'IRR',
    });
  });

  it('finds a link by its name and makes none by itself', () => {
    expect(withColumn([], column('شرکت'), field('accountId', 'link', { target: 'account' }))[0]).toMatchObject({
      link: { by: 'title', createMissing: false },
    });
  });
});

describe('fitted', () => {
  it('keeps the entries whose column the file has, and the fixed ones', () => {
    const saved = {
      mapping: [
        { field: 'name', column: 'نام' },
        { field: 'city', column: 'شهر' },
        { field: 'source', constant: 'نمایشگاه' },
      ],
    } as SavedMapping;
    expect(fitted(saved, [column('نام')]).map((entry) => entry.field)).toEqual(['name', 'source']);
  });
});

describe('importableFields', () => {
  it('offers what people write, when a record was made, and what the product keeps but old data may bring', () => {
    const fields = [
      field('name', 'text'),
      field('status', 'choice', { readonly: true, importable: true }),
      field('createdAt', 'instant', { readonly: true, standard: true }),
      field('weightedAmount', 'money', { readonly: true }),
      field('version', 'integer', { readonly: true, standard: true }),
      field('secretNote', 'text', { level: 'read' }),
    ];
    expect(importableFields({ fields } as RecordTypeInfo).map(({ name }) => name)).toEqual([
      'name',
      'status',
      'createdAt',
    ]);
  });
});

describe('unknownChoices', () => {
  it('asks for words alone that the server would not read as a choice', () => {
    const relation = field('relation', 'choice', {
      choices: [{ value: 'supplier', label: { fa: 'تأمین‌کننده', en: 'Supplier' } }],
    });
    expect(unknownChoices(relation, ['تامين كننده', 'تأمین‌کننده', 'SUPPLIER', 'فروشنده'])).toEqual(['فروشنده']);
  });
});
