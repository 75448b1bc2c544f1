import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type FieldInfo, type Label, type RecordTypeInfo, useRecordTypes } from '~/api/record-types';
import { relatedName } from '~/ui/filter/leaf-field';
import { embedName, filterFields } from './fields';

const NUMBERS = new Set(['integer', 'decimal', 'percent', 'money']);
const DATED = new Set(['date', 'instant']);

/**
 * Everything that a list of the type can be filtered by: its own fields, those of the records it links to
 * (`account.city`), and figures of the records that link to it (number and sum of its opportunities).
 */
export function useFilterFields(type: RecordTypeInfo | undefined): FieldInfo[] {
  const { t } = useTranslation('records');
  const types = useRecordTypes();
  return useMemo(() => {
    if (!type) return [];
    const both = (say: (language: 'fa' | 'en') => string): Label => ({ fa: say('fa'), en: say('en') });
    const own = filterFields(type);
    const linked = own.flatMap((link) => {
      const path = embedName(link);
      const target = types.find(({ name }) => name === link.target);
      if (!path || !target || link.standard) return [];
      return filterFields(target)
        .filter((field) => !field.standard && field.type !== 'longText')
        .map((field) => ({
          ...field,
          name: `${path}.${field.name}`,
          label: both((language) => `${link.label[language]}: ${field.label[language]}`),
        }));
    });
    const related = types.flatMap((other) => {
      const isLinked = other.fields.some(
        (field) => field.target === type.name && !field.standard && field.type === 'link',
      );
      if (!isLinked) return [];
      const figure = (agg: 'count' | 'sum' | 'max' | 'min', field?: FieldInfo): FieldInfo => ({
        name: relatedName(other.resource, agg, field?.name),
        type: agg === 'count' ? 'integer' : (field as FieldInfo).type,
        label: both((language) =>
          t(`filter.figures.${agg}`, {
            lng: language,
            field: field?.label[language] ?? '',
            many: other.labels[language].many,
          }),
        ),
      });
      const shown = filterFields(other).filter((field) => field.level !== 'masked' && field.name !== 'version');
      const sums = shown.filter((field) => NUMBERS.has(field.type) && !field.standard);
      const dates = shown.filter((field) => DATED.has(field.type) && (!field.standard || field.name === 'createdAt'));
      return [
        figure('count'),
        ...sums.map((field) => figure('sum', field)),
        ...dates.flatMap((field) => [figure('max', field), figure('min', field)]),
      ];
    });
    return [...own, ...linked, ...related];
  }, [type, types, t]);
}
