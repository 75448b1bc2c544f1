import { useNavigate } from '@tanstack/react-router';
import { ChevronDown } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addressOf, type FieldInfo, type RecordTypeInfo } from '~/api/record-types';
import { useLabel } from '~/api/record-types';
import type { RecordBase } from '~/api/records';
import { combinationOf } from '~/lib/keyboard';
import { notify } from '~/lib/notices';
import { Button } from '~/ui/button';
import { Sheet } from '~/ui/dialog';
import { FieldInput } from '~/ui/field-input';
import { titleOf } from '../parts/fields';
import { DuplicateHints } from './duplicate-hints';
import { ErrorSummary } from './error-summary';
import { formFields } from './form-fields';
import { type FormValues, useRecordForm } from './use-record-form';

export interface RecordFormOptions {
  /** Fields that matter first, in order; the rest stands under «بیشتر». */
  mainFields?: readonly string[];
  hiddenFields?: readonly string[];
  /** What is known before the reader types. */
  initial?: FormValues;
  /** Parameters of `GET /<resource>/duplicates`, from what is typed; warns of records that may be the same. */
  duplicatesOf?: (values: FormValues) => FormValues;
  /** More of the screen's own, below the main fields. */
  extra?: (values: FormValues, set: (name: string, value: unknown) => void) => ReactNode;
  /** Draws one field in the screen's own way; undefined leaves it to the registry. */
  renderField?: (
    field: FieldInfo,
    values: FormValues,
    set: (name: string, value: unknown) => void,
  ) => ReactNode | undefined;
}

interface RecordFormSheetProps extends RecordFormOptions {
  type: RecordTypeInfo;
  onClose: () => void;
  /** Told the new record; without it a notice offers to open it. */
  onCreated?: (record: RecordBase) => void;
}

/** A new record in a side sheet. What is typed survives a reload and closing; Ctrl+Enter saves. */
export default function RecordFormSheet({ type, onClose, onCreated, ...options }: RecordFormSheetProps) {
  const { t } = useTranslation(['records', 'common']);
  const label = useLabel();
  const navigate = useNavigate();
  const body = useRef<HTMLFormElement>(null);
  const [isMoreOpen, setMoreOpen] = useState(false);
  const laidOut = type.layout?.form?.flatMap((group) => group.fields);
  const { main, more } = formFields(type, laidOut ?? options.mainFields, [
    ...(options.hiddenFields ?? []),
    ...(type.layout?.hiddenFields ?? []),
  ]);
  const one = label({ fa: type.labels.fa.one, en: type.labels.en.one });

  const form = useRecordForm({
    type,
    ...(options.initial ? { initial: options.initial } : {}),
    onCreated: (record) => {
      onClose();
      if (onCreated) onCreated(record);
      else
        notify(t('records:created', { name: titleOf(type, record) }), {
          tone: 'success',
          action: {
            label: t('common:actions.open'),
            run: () => void navigate({ to: `${addressOf(type)}/${record.id}` as '/' }),
          },
        });
    },
  });

  const goTo = (name: string) => {
    if (more.some((field) => field.name === name)) setMoreOpen(true);
    setTimeout(() => {
      const place = body.current?.querySelector<HTMLElement>(`[data-field="${name}"]`);
      place?.scrollIntoView({ block: 'center' });
      place?.querySelector<HTMLElement>('input,textarea,button,[role=spinbutton]')?.focus();
    }, 0);
  };
  const hasHiddenFault = more.some((field) => form.errors[field.name]);
  const draw = (field: FieldInfo, isFirst: boolean) => (
    <div key={field.name} data-field={field.name} className={isWide(field) ? 'sm:col-span-2' : 'min-w-0'}>
      {options.renderField?.(field, form.values, form.set) ?? (
        <FieldInput
          field={field}
          recordType={type.name}
          value={form.values[field.name] ?? null}
          onChange={(value) => form.set(field.name, value)}
          error={form.errors[field.name]}
          autoFocus={isFirst}
        />
      )}
    </div>
  );

  return (
    <Sheet
      isOpen
      onOpenChange={onClose}
      isDismissable={false}
      title={t('records:list.new', { type: one })}
      subtitle={
        form.isRestored ? (
          <span className="flex items-center gap-2">
            {t('records:form.restored')}
            <button type="button" className="cursor-pointer underline underline-offset-4" onClick={form.reset}>
              {t('records:form.startOver')}
            </button>
          </span>
        ) : undefined
      }
      footer={
        <>
          <Button variant="primary" onPress={form.save} isPending={form.isSaving}>
            {t('common:actions.save')}
          </Button>
          <Button onPress={onClose}>{t('common:actions.cancel')}</Button>
          <span className="ms-auto hidden text-2xs text-muted md:inline">{t('records:form.hint')}</span>
        </>
      }
    >
      <form
        ref={body}
        noValidate
        onSubmit={(event) => event.preventDefault()}
        onKeyDown={(event) => {
          if (combinationOf(event.nativeEvent) !== 'Mod+Enter') return;
          event.preventDefault();
          form.save();
        }}
      >
        <ErrorSummary errors={form.errors} fault={form.fault} fields={type.fields} onGo={goTo} />
        {options.duplicatesOf ? <DuplicateHints type={type} query={options.duplicatesOf(form.values)} /> : null}
        <div className="grid gap-4 sm:grid-cols-2">
          {main.filter(form.isOpen).map((field, index) => draw(field, index === 0))}
        </div>
        {options.extra?.(form.values, form.set)}
        {more.length > 0 ? (
          <>
            <Button
              variant="ghost"
              className="my-3"
              aria-expanded={isMoreOpen || hasHiddenFault}
              icon={<ChevronDown aria-hidden className={isMoreOpen || hasHiddenFault ? 'rotate-180' : ''} />}
              onPress={() => setMoreOpen(!isMoreOpen)}
            >
              {t(isMoreOpen || hasHiddenFault ? 'common:actions.less' : 'common:actions.more')}
            </Button>
            {isMoreOpen || hasHiddenFault ? (
              <div className="grid gap-4 sm:grid-cols-2">
                {more.filter(form.isOpen).map((field) => draw(field, false))}
              </div>
            ) : null}
          </>
        ) : null}
      </form>
    </Sheet>
  );
}

function isWide(field: FieldInfo): boolean {
  return field.type === 'longText' || field.type === 'multiChoice' || field.type === 'tags';
}
