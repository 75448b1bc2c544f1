import { X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isFilter } from '~/api/filter';
import { useRecordType } from '~/api/record-types';
import { useFilterFields } from '~/features/records/parts/use-filter-fields';
import { LinkName } from '~/features/records/parts/link-name';
import { IconButton } from '~/ui/button';
import { FilterBuilder } from '~/ui/filter/filter-builder';
import { FormShell } from '~/ui/form-shell';
import { Input } from '~/ui/input';
import { RecordPicker } from '~/ui/record-picker';
import { Switch } from '~/ui/switch';
import type { RuleDraft } from './assignment-rule';

interface RuleFormProps {
  rule: RuleDraft;
  onCancel: () => void;
  onSave: (rule: RuleDraft) => Promise<void>;
}

/** A rule of assignment: which leads, and to whom in turn. */
export default function RuleForm({ rule, onCancel, onSave }: RuleFormProps) {
  const { t } = useTranslation(['pipelines', 'common']);
  const lead = useRecordType('lead');
  const fields = useFilterFields(lead);
  const [draft, setDraft] = useState<RuleDraft>({
    ...(rule.id ? { id: rule.id, version: rule.version ?? 1 } : {}),
    name: rule.name,
    active: rule.active,
    filter: rule.filter,
    assigneeIds: rule.assigneeIds,
  });
  const set = (patch: Partial<RuleDraft>) => setDraft({ ...draft, ...patch });
  return (
    <FormShell
      saveLabel={t('common:actions.save')}
      isReady={draft.name.trim() !== '' && draft.assigneeIds.length > 0}
      onCancel={onCancel}
      onSave={() => onSave(draft)}
    >
      {(messageFor) => (
        <>
          <Input
            label={t('pipelines:rules.name')}
            value={draft.name}
            onChange={(name) => set({ name })}
            maxLength={120}
            isRequired
            autoFocus
            error={messageFor('name')}
          />
          <div>
            <p className="mb-1 text-xs font-medium">{t('pipelines:rules.which')}</p>
            <FilterBuilder
              fields={fields}
              value={isFilter(draft.filter) ? draft.filter : undefined}
              onChange={(filter) => set({ filter: filter ?? null })}
            />
          </div>
          <div className="flex flex-col gap-2">
            <RecordPicker
              key={draft.assigneeIds.join()}
              label={t('pipelines:rules.people')}
              type="user"
              value={null}
              filter={{ field: 'active', op: 'eq', value: true }}
              onChange={(id) =>
                id && !draft.assigneeIds.includes(id) && set({ assigneeIds: [...draft.assigneeIds, id] })
              }
              error={messageFor('assigneeIds')}
            />
            <ol className="flex flex-col">
              {draft.assigneeIds.map((id) => (
                <li key={id} className="flex min-h-9 items-center gap-2 text-sm">
                  <LinkName target="user" id={id} />
                  <IconButton
                    label={t('common:actions.remove')}
                    size="sm"
                    className="ms-auto"
                    onPress={() => set({ assigneeIds: draft.assigneeIds.filter((other) => other !== id) })}
                  >
                    <X aria-hidden />
                  </IconButton>
                </li>
              ))}
            </ol>
          </div>
          <Switch isSelected={draft.active} onChange={(active) => set({ active })}>
            {t('pipelines:rules.active')}
          </Switch>
        </>
      )}
    </FormShell>
  );
}
