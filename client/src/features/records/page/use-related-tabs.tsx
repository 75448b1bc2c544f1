import { useMemo } from 'react';
import { type FieldInfo, type RecordTypeInfo, useLabel, useRecordTypes } from '~/api/record-types';
import type { TabItem } from '~/ui/tabs';
import { isShown } from '../parts/fields';
import { RelatedRecords } from './related-records';

const MOST_COLUMNS = 4;

/** A tab for each field of the company that links records, of whatever type, to those of `typeName`: its records that link to this one. */
export function useRelatedTabs(typeName: string, id: string): TabItem[] {
  const label = useLabel();
  const types = useRecordTypes();
  const links = useMemo(() => linksTo(types, typeName), [types, typeName]);
  return useMemo(
    () =>
      links.map(({ type, field, isAlone }): TabItem => {
        const many = label({ fa: type.labels.fa.many, en: type.labels.en.many });
        return {
          id: `${type.name}-${field.name}`,
          label: isAlone ? many : `${many} (${label(field.label)})`,
          content: (
            <RelatedRecords
              key={field.name}
              type={type.name}
              filter={{ field: field.name, op: 'eq', value: id }}
              columns={columnsBeside(type, field)}
            />
          ),
        };
      }),
    [links, id, label],
  );
}

interface LinkField {
  type: RecordTypeInfo;
  field: FieldInfo;
  /** No other field of the type links there. */
  isAlone: boolean;
}

function linksTo(types: readonly RecordTypeInfo[], typeName: string): LinkField[] {
  return types.flatMap((type) => {
    const fields = type.fields.filter(
      (field) =>
        field.custom &&
        field.type === 'link' &&
        field.target === typeName &&
        isShown(field) &&
        field.filterable !== false &&
        field.level !== 'masked',
    );
    return fields.map((field) => ({ type, field, isAlone: fields.length === 1 }));
  });
}

/** What tells the records apart: the fields of the company, else those that the type is usually listed with. */
function columnsBeside(type: RecordTypeInfo, link: FieldInfo): string[] {
  const telling = (field: FieldInfo) =>
    isShown(field) && field.name !== link.name && field.name !== type.titleField && field.type !== 'longText';
  const laidOut = type.layout?.listColumns?.filter((name) => name !== link.name && name !== type.titleField);
  const own = type.fields.filter((field) => telling(field) && (type.company ? field.custom : !field.standard));
  return (laidOut ?? own.map((field) => field.name)).slice(0, MOST_COLUMNS);
}
