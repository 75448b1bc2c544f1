import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from '~/lib/store';
import { changerOf, noteChanging, present } from './present';

interface FieldWarningProps {
  recordId: string;
  field: string;
  /** The reader changes the field. */
  isEditing: boolean;
}

/** Says that somebody else changes this field, before and while the reader does; tells others that the reader does. */
export function FieldWarning({ recordId, field, isEditing }: FieldWarningProps) {
  const { t } = useTranslation('presence');
  const person = changerOf(useStore(present), recordId, field);
  useEffect(() => {
    if (!isEditing) return undefined;
    noteChanging(recordId, field, true);
    return () => noteChanging(recordId, field, false);
  }, [recordId, field, isEditing]);
  if (!person) return null;
  return (
    <span role="status" className="rounded-md bg-warning-soft px-1.5 py-0.5 text-2xs text-warning-soft-foreground">
      {t('fieldEditing', { name: person.fullName })}
    </span>
  );
}
