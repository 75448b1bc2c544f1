import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '~/api/http';
import type { RecordTypeInfo } from '~/api/record-types';
import { notify } from '~/lib/notices';
import { Button } from '~/ui/button';
import { Sheet } from '~/ui/dialog';
import { FormShell } from '~/ui/form-shell';
import { type FieldDefinition, useRefreshDefinitions } from '../definitions';
import { type FieldKind, KindIcon } from '../kinds';
import { bodyOf, type FieldDraft, draftOf, isReady } from './draft';
import { FieldBasics } from './field-basics';
import { FieldLimits } from './field-limits';
import { FieldLogic } from './field-logic';
import { KindPicker } from './kind-picker';
import { FieldUsage } from './usage';

interface FieldSheetProps {
  type: RecordTypeInfo;
  /** A field that is there; a new one without it. */
  field: FieldDefinition | undefined;
  /** Groups of fields that the type has, to choose from. */
  groups: readonly string[];
  /** Of a new field: its place after all others. */
  order: number;
  onClose: () => void;
}

/** A field of the company: first its kind, then what is to be said of it. */
export default function FieldSheet({ type, field, groups, order, onClose }: FieldSheetProps) {
  const { t } = useTranslation('customisation');
  const [kind, setKind] = useState<FieldKind | null>(field?.kind ?? null);
  return (
    <Sheet
      isOpen
      onOpenChange={onClose}
      isDismissable={false}
      size="lg"
      title={field ? t('fields.edit', { name: field.labelFa }) : t('fields.new')}
      subtitle={
        kind ? (
          <span className="flex items-center gap-2 [&_svg]:size-4">
            <KindIcon kind={kind} />
            {t(`kinds.${kind}.name`)}
            {field ? null : (
              <Button size="sm" variant="ghost" onPress={() => setKind(null)}>
                <ChevronRight aria-hidden className="size-4 ltr:-scale-x-100" />
                {t('fields.otherKind')}
              </Button>
            )}
          </span>
        ) : (
          t('fields.chooseKind')
        )
      }
    >
      {kind ? (
        <FieldForm
          key={kind}
          type={type}
          field={field}
          groups={groups}
          order={order}
          initial={draftOf(kind, field)}
          onClose={onClose}
        />
      ) : (
        <KindPicker onPick={setKind} />
      )}
    </Sheet>
  );
}

function FieldForm({ type, field, groups, order, initial, onClose }: FieldSheetProps & { initial: FieldDraft }) {
  const { t } = useTranslation(['customisation', 'common']);
  const refresh = useRefreshDefinitions();
  const [draft, setDraft] = useState(initial);
  const set = (patch: Partial<FieldDraft>) => setDraft((current) => ({ ...current, ...patch }));
  const save = async () => {
    const body = bodyOf(draft, type.name, field === undefined);
    if (field) await api.patch(`/custom-fields/${field.id}`, body, { ifMatch: field.version });
    else await api.post('/custom-fields', { ...body, order });
    await refresh();
    onClose();
    notify(t('customisation:fields.saved', { name: draft.labelFa }), { tone: 'success' });
  };
  return (
    <FormShell saveLabel={t('common:actions.save')} isReady={isReady(draft)} onCancel={onClose} onSave={save}>
      {(messageFor) => (
        <>
          {field?.active ? <FieldUsage type={type} name={`custom.${field.name}`} /> : null}
          <FieldBasics draft={draft} set={set} isNew={field === undefined} groups={groups} messageFor={messageFor} />
          <FieldLimits type={type} draft={draft} set={set} field={field} messageFor={messageFor} />
          <FieldLogic type={type} draft={draft} set={set} field={field} messageFor={messageFor} />
        </>
      )}
    </FormShell>
  );
}
