import { expect, it } from 'vitest';
import type { FieldInfo, RecordTypeInfo } from '~/api/record-types';
import { relationsOf } from './relations';

const link = (name: string, target: string, more: Partial<FieldInfo> = {}): FieldInfo => ({
  name,
  type: 'link',
  target,
  label: { fa: name, en: name },
  ...more,
});
const type = (name: string, fields: FieldInfo[]): RecordTypeInfo => ({
  name,
  resource: `${name}s`,
  module: 'core',
  labels: { fa: { one: name, many: name }, en: { one: name, many: name } },
  titleField: 'name',
  icon: 'shapes',
  fields,
  actions: {},
});

it('relationsOf tells links from both sides and leaves out those of every record, of files and to hidden types', () => {
  const account = type('account', [link('parentId', 'account'), link('ownerId', 'user', { standard: true })]);
  const device = type('device', [
    link('custom.accountId', 'account'),
    link('custom.hiddenId', 'secret'),
    link('custom.scanId', 'account', { custom: { id: '1', kind: 'file', isCalculated: false } }),
  ]);
  const told = relationsOf(account, [account, device, type('user', [])]).map(
    ({ from, field, to, isOwn }) => `${from.name}.${field.name}>${to.name} ${isOwn}`,
  );
  expect(told).toEqual(['account.parentId>account true', 'device.custom.accountId>account false']);
});
