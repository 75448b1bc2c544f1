import { useMemo } from 'react';
import { type FieldInfo, type RecordTypeInfo, useRecordTypes } from '~/api/record-types';
import { embedName } from '~/features/records/parts/fields';
import { typeOfField } from './expression';

/** Fields that a formula of the type can read: its own, and those of the records that it links to (`account.city`). */
export function useFormulaFields(type: RecordTypeInfo, except: string | undefined): FieldInfo[] {
  const types = useRecordTypes();
  return useMemo(() => {
    const readable = (field: FieldInfo) =>
      typeOfField(field) !== undefined && !field.writeOnly && field.level !== 'hidden' && field.name !== 'version';
    const own = type.fields.filter((field) => readable(field) && field.name !== except);
    const linked = type.fields.flatMap((link) => {
      const path = embedName(link);
      const target = types.find((other) => other.name === link.target);
      if (!path || !target || link.standard) return [];
      return target.fields
        .filter((field) => readable(field) && !field.standard && !field.custom?.isCalculated)
        .map((field) => ({
          ...field,
          name: `${path}.${field.name}`,
          label: {
            fa: `${link.label.fa}: ${field.label.fa}`,
            en: `${link.label.en}: ${field.label.en}`,
          },
        }));
    });
    return [...own, ...linked];
  }, [type, types, except]);
}
