import { useTranslation } from 'react-i18next';
import { useLabel, useRecordType } from '~/api/record-types';
import type { Operation } from './operation';

/** What it is, with the kind of its records. */
export function useOperationName({ kind, recordType }: Operation): string {
  const { t } = useTranslation('operations');
  const label = useLabel();
  const type = useRecordType(recordType ?? '');
  const many = type ? label({ fa: type.labels.fa.many, en: type.labels.en.many }) : '';
  return [t(`kind.${kind}`), many].filter((part) => part !== '').join(' · ');
}
