import { Eye, EyeOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '~/api/describe';
import { api } from '~/api/http';
import { type FieldInfo, useLabel } from '~/api/record-types';
import type { RecordBase } from '~/api/records';
import { notify } from '~/lib/notices';
import { IconButton } from '~/ui/button';
import { CopyButton } from '~/ui/text';
import { RecordValue } from '../parts/record-value';

/** An uncovered value is covered again by itself. */
const SHOWN_MS = 60_000;

interface MaskedValueProps {
  resource: string;
  record: RecordBase;
  field: FieldInfo;
}

/** A value that the reader's roles mask, with the button that uncovers it; who does so is written into the history. */
export function MaskedValue({ resource, record, field }: MaskedValueProps) {
  const { t } = useTranslation(['facts', 'common']);
  const label = useLabel();
  const [shown, setShown] = useState<{ value: unknown } | null>(null);
  const [isAsking, setAsking] = useState(false);
  useEffect(() => {
    if (!shown) return;
    const timer = setTimeout(() => setShown(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [shown]);
  const reveal = async () => {
    setAsking(true);
    try {
      const { value } = await api.post<{ value: unknown }>(`/${resource}/${record.id}/reveal`, { field: field.name });
      setShown({ value });
      notify(t('facts:revealed'));
    } catch (error) {
      notify(describeError(error, t), { tone: 'danger' });
    } finally {
      setAsking(false);
    }
  };
  const name = label(field.label);
  return (
    <span className="inline-flex min-w-0 items-center gap-1">
      <span className="min-w-0 break-words">
        <RecordValue
          row={shown ? { ...record, [field.name]: shown.value } : record}
          field={shown ? { ...field, level: 'read' } : field}
        />
      </span>
      {shown && typeof shown.value === 'string' ? (
        <CopyButton text={shown.value} label={t('facts:copy', { name })} />
      ) : null}
      <IconButton
        size="sm"
        className="size-7 min-w-7 text-muted"
        isPending={isAsking}
        label={shown ? t('facts:cover', { name }) : t('facts:reveal', { name })}
        onPress={() => (shown ? setShown(null) : void reveal())}
      >
        {shown ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
      </IconButton>
    </span>
  );
}
