import { type Filter, isLeaf } from '~/api/filter';
import type { FieldInfo } from '~/api/record-types';
import type { Translate } from '~/i18n';
import { describeLeaf } from './describe-leaf';
import { fieldOfLeaf } from './leaf-field';
import { groupOf } from './tree';

/** A whole filter as a sentence: «شهر: یزد و (مبلغ حداقل ۵۰۰ میلیون تومان یا مرحله: مذاکره)». */
export function describeFilter(
  filter: Filter,
  fields: readonly FieldInfo[],
  t: Translate,
  names: ReadonlyMap<string, string>,
  isInner = false,
): string {
  if (isLeaf(filter)) return describeLeaf(filter, fieldOfLeaf(fields, filter), t, names);
  const { kind, parts } = groupOf(filter);
  const word = t(kind === 'and' ? 'records:filter.joinAnd' : 'records:filter.joinOr');
  const text = parts.map((part) => describeFilter(part, fields, t, names, parts.length > 1)).join(` ${word} `);
  if (kind === 'not') return t('records:filter.noneOf', { text });
  return isInner && parts.length > 1 ? `(${text})` : text;
}
