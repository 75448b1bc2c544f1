import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '~/api/http';
import { type RecordTypeInfo, useLabel } from '~/api/record-types';
import { notify } from '~/lib/notices';
import { Sheet } from '~/ui/dialog';
import { FormShell } from '~/ui/form-shell';
import { Input, TextArea } from '~/ui/input';
import { RadioGroup } from '~/ui/radio-group';
import { Select } from '~/ui/select';
import { SkeletonText } from '~/ui/skeleton';
import { type TypeDefinition, useRefreshDefinitions, useTypeDefinition } from '../definitions';
import { suggestName, suggestResource } from '../names';
import { IconPicker } from './icon-picker';

interface TypeSheetProps {
  /** A type of the company; a new one without it. */
  type: RecordTypeInfo | undefined;
  onClose: () => void;
}

/** A record type of the company: its words, its picture, and what its records are called by. */
export default function TypeSheet({ type, onClose }: TypeSheetProps) {
  const { t } = useTranslation('customisation');
  const label = useLabel();
  const { data } = useTypeDefinition(type?.company?.id);
  return (
    <Sheet
      isOpen
      onOpenChange={onClose}
      isDismissable={false}
      title={
        type ? t('types.edit', { name: label({ fa: type.labels.fa.one, en: type.labels.en.one }) }) : t('types.new')
      }
    >
      {type && !data ? <SkeletonText lines={8} /> : <TypeForm type={type} definition={data} onClose={onClose} />}
    </Sheet>
  );
}

interface TypeFormProps extends TypeSheetProps {
  definition: TypeDefinition | undefined;
}

function TypeForm({ type, definition, onClose }: TypeFormProps) {
  const { t } = useTranslation(['customisation', 'common']);
  const label = useLabel();
  const navigate = useNavigate();
  const refresh = useRefreshDefinitions();
  const [draft, setDraft] = useState({
    name: definition?.name ?? '',
    resource: definition?.resource ?? '',
    oneFa: definition?.oneFa ?? '',
    manyFa: definition?.manyFa ?? '',
    oneEn: definition?.oneEn ?? '',
    manyEn: definition?.manyEn ?? '',
    titleFa: definition?.titleFa ?? '',
    titleEn: definition?.titleEn ?? '',
    icon: definition?.icon ?? 'shapes',
    visibility: definition?.visibility ?? ('owned' as const),
    boardField: definition?.boardField ?? null,
    description: definition?.description ?? '',
  });
  const set = (patch: Partial<typeof draft>) => setDraft({ ...draft, ...patch });
  // Until somebody types a name or an address of their own, both follow the words.
  const name = draft.name || suggestName(draft.oneEn || draft.oneFa);
  const resource = draft.resource || suggestResource(draft.manyEn || draft.manyFa);
  const choiceFields = (type?.fields ?? []).filter((field) => field.type === 'choice');

  const save = async () => {
    const { name: _name, resource: _resource, visibility, ...words } = draft;
    const body = Object.fromEntries(Object.entries(words).map(([key, value]) => [key, value || null]));
    if (definition) await api.patch(`/record-types/${definition.id}`, body, { ifMatch: definition.version });
    else await api.post('/record-types', { ...body, name, resource, visibility });
    await refresh();
    onClose();
    notify(t('customisation:types.saved', { name: draft.oneFa }), { tone: 'success' });
    if (!definition) void navigate({ to: '/customisation/$type', params: { type: name } });
  };

  return (
    <FormShell
      saveLabel={t('common:actions.save')}
      isReady={draft.oneFa.trim() !== '' && draft.manyFa.trim() !== '' && name !== '' && resource !== ''}
      onCancel={onClose}
      onSave={save}
    >
      {(messageFor) => (
        <>
          <div className="grid gap-4 sm:grid-cols-2">
            <Input
              label={t('customisation:types.oneFa')}
              value={draft.oneFa}
              onChange={(oneFa) => set({ oneFa })}
              placeholder={t('customisation:types.oneExample')}
              maxLength={80}
              isRequired
              autoFocus
              error={messageFor('oneFa')}
            />
            <Input
              label={t('customisation:types.manyFa')}
              value={draft.manyFa}
              onChange={(manyFa) => set({ manyFa })}
              placeholder={t('customisation:types.manyExample')}
              maxLength={80}
              isRequired
              error={messageFor('manyFa')}
            />
            <Input
              label={t('customisation:types.oneEn')}
              value={draft.oneEn}
              onChange={(oneEn) => set({ oneEn })}
              maxLength={80}
              isLtr
              error={messageFor('oneEn')}
            />
            <Input
              label={t('customisation:types.manyEn')}
              value={draft.manyEn}
              onChange={(manyEn) => set({ manyEn })}
              maxLength={80}
              isLtr
              error={messageFor('manyEn')}
            />
            <Input
              label={t('customisation:types.name')}
              value={name}
              onChange={(next) => set({ name: next })}
              isDisabled={definition !== undefined}
              help={t('customisation:types.nameHelp')}
              maxLength={40}
              isLtr
              isRequired
              error={messageFor('name')}
            />
            <Input
              label={t('customisation:types.resource')}
              value={resource}
              onChange={(next) => set({ resource: next })}
              isDisabled={definition !== undefined}
              help={t('customisation:types.resourceHelp')}
              maxLength={40}
              isLtr
              isRequired
              error={messageFor('resource')}
            />
            <Input
              label={t('customisation:types.titleFa')}
              value={draft.titleFa}
              onChange={(titleFa) => set({ titleFa })}
              help={t('customisation:types.titleHelp')}
              placeholder={t('customisation:types.titleExample')}
              maxLength={80}
              error={messageFor('titleFa')}
            />
            <Input
              label={t('customisation:types.titleEn')}
              value={draft.titleEn}
              onChange={(titleEn) => set({ titleEn })}
              maxLength={80}
              isLtr
              error={messageFor('titleEn')}
            />
          </div>
          <IconPicker value={draft.icon} onChange={(icon) => set({ icon })} />
          {definition ? (
            <Select
              label={t('customisation:types.boardField')}
              value={draft.boardField ?? 'none'}
              onChange={(next) => set({ boardField: next === 'none' ? null : next })}
              help={t('customisation:types.boardHelp')}
              options={[
                { value: 'none', label: t('customisation:types.noBoard') },
                ...choiceFields.map((field) => ({ value: field.name, label: label(field.label) })),
              ]}
              error={messageFor('boardField')}
            />
          ) : (
            <RadioGroup
              label={t('customisation:types.visibility')}
              value={draft.visibility}
              onChange={(visibility) => set({ visibility })}
              options={[
                { value: 'owned', label: t('customisation:types.owned'), help: t('customisation:types.ownedHelp') },
                { value: 'shared', label: t('customisation:types.shared'), help: t('customisation:types.sharedHelp') },
              ]}
            />
          )}
          <TextArea
            label={t('customisation:types.description')}
            value={draft.description}
            onChange={(description) => set({ description })}
            maxLength={500}
            rows={2}
            error={messageFor('description')}
          />
        </>
      )}
    </FormShell>
  );
}
