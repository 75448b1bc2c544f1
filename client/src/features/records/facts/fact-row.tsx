import { Pencil } from 'lucide-react';
import { lazy, Suspense, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type FieldInfo, type RecordTypeInfo, useLabel } from '~/api/record-types';
import type { RecordBase } from '~/api/records';
import { IconButton } from '~/ui/button';
import { CopyButton } from '~/ui/text';
import { isBlank } from '../form/form-fields';
import { InlineEditor } from '../list/inline-editor';
import { isWritable } from '../parts/fields';
import { RecordValue } from '../parts/record-value';
import { MaskedValue } from './masked-value';
import { FieldWarning } from '../presence/field-warning';

const FileFact = lazy(() => import('../files/file-fact'));

/** Values that people take to other programs. */
const COPIED = new Set(['phone', 'email', 'url', 'nationalId', 'legalId', 'postalCode']);
const COPIED_NAMES = new Set(['economicCode', 'registrationNo', 'externalId', 'address']);

interface FactRowProps {
  type: RecordTypeInfo;
  record: RecordBase;
  field: FieldInfo;
}

/** One fact: its name, its value, copy, and edit in place by its button or a double click. */
export function FactRow({ type, record, field }: FactRowProps) {
  const { t } = useTranslation(['records', 'facts']);
  const label = useLabel();
  const [isEditing, setEditing] = useState(false);
  const row = useRef<HTMLDivElement>(null);
  const name = label(field.label);
  const value = record[field.name];
  const isFile = field.custom?.kind === 'file' && field.level !== 'masked';
  const canWrite = type.actions.edit === true && isWritable(field) && (field.name !== 'ownerId' || type.actions.assign);
  // A file is not typed: its buttons are always there.
  const canEdit = canWrite && !isFile;
  const isCopied =
    field.level !== 'masked' &&
    typeof value === 'string' &&
    value !== '' &&
    (COPIED.has(field.type) || COPIED_NAMES.has(field.name));
  const stop = () => {
    setEditing(false);
    requestAnimationFrame(() => row.current?.querySelector<HTMLElement>('[data-edit]')?.focus());
  };
  return (
    <div
      ref={row}
      className="group/fact flex min-h-9 items-center gap-2 border-b border-hairline py-0.5 last:border-0"
      onDoubleClick={() => canEdit && setEditing(true)}
    >
      <dt className="w-28 shrink-0 text-xs text-muted" title={field.help ? label(field.help) : undefined}>
        {name}
      </dt>
      <dd className="flex min-w-0 grow flex-wrap items-center gap-1 text-sm">
        {isFile ? (
          <Suspense fallback={null}>
            <FileFact type={type} record={record} field={field} canEdit={canWrite === true} />
          </Suspense>
        ) : isEditing ? (
          <InlineEditor type={type} row={record} field={field} onDone={stop} className="grow" />
        ) : (
          <>
            {field.level === 'masked' && !isBlank(value) ? (
              <MaskedValue resource={type.resource} record={record} field={field} />
            ) : (
              <span className="min-w-0 break-words whitespace-pre-line">
                <RecordValue row={record} field={field} isLink />
              </span>
            )}
            {isCopied ? <CopyButton text={String(value)} label={t('facts:copy', { name })} /> : null}
            {canEdit ? (
              <IconButton
                data-edit=""
                size="sm"
                hasTooltip={false}
                label={t('facts:edit', { name })}
                className="ms-auto size-7 min-w-7 text-muted opacity-0 group-hover/fact:opacity-100 focus-visible:opacity-100 pointer-coarse:opacity-100"
                onPress={() => setEditing(true)}
              >
                <Pencil aria-hidden />
              </IconButton>
            ) : null}
          </>
        )}
        <FieldWarning recordId={record.id} field={field.name} isEditing={isEditing} />
      </dd>
    </div>
  );
}
