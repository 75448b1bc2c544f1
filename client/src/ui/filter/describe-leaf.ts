import type { FilterLeaf, FilterScalar, FilterValue } from '~/api/filter';
import { type FieldInfo, labelText } from '~/api/record-types';
import { relativeOf } from './relative';
import { formatDate, formatMoneyCompact, formatNumber } from '~/lib/format';
import type { Translate } from '~/i18n';

/** One condition in words: «مبلغ حداقل ۵۰۰ میلیون تومان». */
export function describeLeaf(
  leaf: FilterLeaf,
  field: FieldInfo | undefined,
  t: Translate,
  names: ReadonlyMap<string, string>,
): string {
  const label = field ? labelText(field.label) : leaf.field;
  const isDate = field?.type === 'date' || field?.type === 'instant';
  const opKey =
    isDate && leaf.op === 'lt'
      ? 'before'
      : isDate && leaf.op === 'gt'
        ? 'after'
        : isDate && leaf.op === 'eq'
          ? 'on'
          : leaf.op;
  const op = t(`records:filter.ops.${opKey}` as 'records:filter.ops.eq');
  const value = leaf.value === undefined ? '' : describeValue(leaf.value, field, t, names, leaf.op === 'within');
  const isPlain = leaf.op === 'eq' || leaf.op === 'in' || leaf.op === 'within';
  return isPlain ? `${label}: ${value}` : `${label} ${op} ${value}`.trim();
}

function describeValue(
  value: FilterValue,
  field: FieldInfo | undefined,
  t: Translate,
  names: ReadonlyMap<string, string>,
  isWithin: boolean,
): string {
  if (Array.isArray(value))
    return value.map((part) => describeScalar(part, field, t, names)).join(field?.type === 'choice' ? '، ' : ' – ');
  if (typeof value !== 'object' || value === null) return describeScalar(value, field, t, names);
  if ('me' in value) return t('records:filter.me');
  if ('period' in value) return t(`records:filter.periods.${value.period}` as 'records:filter.periods.today');
  const relative = relativeOf(value);
  if (!relative) return JSON.stringify(value);
  const { way, unit, count } = relative;
  const span = `${formatNumber(count)} ${t(`records:filter.units.${unit}`)}`;
  const words = isWithin ? (['last', 'coming'] as const) : (['ago', 'ahead'] as const);
  return t(`records:filter.spanText.${words[way === 'ago' ? 0 : 1]}`, { span });
}

function describeScalar(
  value: FilterScalar,
  field: FieldInfo | undefined,
  t: Translate,
  names: ReadonlyMap<string, string>,
): string {
  if (typeof value === 'boolean') return t(value ? 'common:states.yes' : 'common:states.no');
  if (value === null) return '';
  const choice = field?.choices?.find((candidate) => candidate.value === value);
  if (choice) return labelText(choice.label);
  switch (field?.type) {
    case 'money':
      return formatMoneyCompact({ amount: String(value), currency: 'IRR' });
    case 'date':
    case 'instant':
      return formatDate(String(value));
    case 'integer':
    case 'decimal':
    case 'percent':
      return formatNumber(value);
    default:
      return names.get(String(value)) ?? String(value);
  }
}
