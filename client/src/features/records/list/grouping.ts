import type { FieldInfo, RecordTypeInfo } from '~/api/record-types';
import { labelText } from '~/api/record-types';
import type { SummaryGroup } from '~/api/summary';
import { formatDate, formatDayMonth, formatMonth, formatYear, seasonName } from '~/lib/format';
import type { Translate } from '~/i18n';
import { isShown } from '../parts/fields';

/** Spans that a date is grouped by. */
export const SPANS = ['day', 'week', 'month', 'season', 'year'] as const;
export type Span = (typeof SPANS)[number];

/** What a list is split by, as the address has it: `stageId`, or `expectedCloseOn.season` for dates. */
export interface Grouping {
  field: FieldInfo;
  span: Span | undefined;
}

const GROUPABLE = new Set(['choice', 'link', 'boolean', 'text']);
const DATED = new Set(['date', 'instant']);

export function isDated(field: FieldInfo): boolean {
  return DATED.has(field.type);
}

/** Fields that a list can be split by: those with few values, then dates. */
export function groupFields(type: RecordTypeInfo): FieldInfo[] {
  const may = (field: FieldInfo) => isShown(field) && field.level !== 'masked' && field.name !== type.titleField;
  const valued = type.fields.filter(
    (field) => GROUPABLE.has(field.type) && may(field) && !(field.type === 'text' && (field.unique || field.readonly)),
  );
  return [...valued, ...type.fields.filter((field) => isDated(field) && may(field))];
}

/** Reads what the address says; undefined when it names no field that can be grouped by. */
export function groupingOf(type: RecordTypeInfo, group: string | undefined): Grouping | undefined {
  const [name, word] = group?.split('.') ?? [];
  const field = groupFields(type).find((candidate) => candidate.name === name);
  if (!field) return undefined;
  return { field, span: isDated(field) ? (SPANS.find((span) => span === word) ?? 'month') : undefined };
}

export function groupParam({ field, span }: Grouping): string {
  return span ? `${field.name}.${span}` : field.name;
}

/** What a group is called: «مذاکره», «آبان ۱۴۰۵», «بدون شهر». */
export function groupTitle({ key, label, from, to }: SummaryGroup, { field, span }: Grouping, t: Translate): string {
  if (key === null) return t('records:groupBy.without', { field: labelText(field.label) });
  if (typeof key === 'boolean') return t(key ? 'common:states.yes' : 'common:states.no');
  if (from && to && span) return spanTitle(span, from, to);
  if (field.type === 'link') return label || t('records:groupBy.unseen');
  const choice = field.choices?.find(({ value }) => value === key);
  return choice ? labelText(choice.label) : key;
}

function spanTitle(span: Span, from: string, to: string): string {
  if (span === 'year') return formatYear(from);
  if (span === 'season') return `${seasonName(from)} ${formatYear(from)}`;
  if (span === 'month') return formatMonth(from);
  if (span === 'week') return `${formatDayMonth(from)} – ${formatDayMonth(to)} ${formatYear(to)}`;
  return formatDate(from);
}
