import { useTranslation } from 'react-i18next';
import { Button } from '~/ui/button';
import { Input } from '~/ui/input';
import { type FieldDraft, nameOf } from './draft';

export interface FieldPartProps {
  draft: FieldDraft;
  set: (patch: Partial<FieldDraft>) => void;
  messageFor: (path: string) => string | undefined;
}

interface FieldBasicsProps extends FieldPartProps {
  isNew: boolean;
  groups: readonly string[];
}

/** What a field is called, for people and for programs, and where it stands. */
export function FieldBasics({ draft, set, isNew, groups, messageFor }: FieldBasicsProps) {
  const { t } = useTranslation('customisation');
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <Input
          label={t('fields.labelFa')}
          value={draft.labelFa}
          onChange={(labelFa) => set({ labelFa })}
          maxLength={120}
          isRequired
          autoFocus
          error={messageFor('labelFa')}
        />
        <Input
          label={t('fields.labelEn')}
          value={draft.labelEn}
          onChange={(labelEn) => set({ labelEn })}
          maxLength={120}
          isLtr
          error={messageFor('labelEn')}
        />
        <Input
          label={t('fields.name')}
          value={nameOf(draft)}
          onChange={(name) => set({ name })}
          help={isNew ? t('fields.nameHelp') : t('fields.nameFixed')}
          isDisabled={!isNew}
          maxLength={40}
          isRequired
          isLtr
          error={messageFor('name')}
        />
        <div className="min-w-0">
          <Input
            label={t('fields.group')}
            value={draft.group}
            onChange={(group) => set({ group })}
            help={t('fields.groupHelp')}
            maxLength={120}
            error={messageFor('group')}
          />
          {groups.length > 0 ? (
            <div className="mt-1 flex flex-wrap gap-1">
              {groups.map((group) => (
                <Button key={group} size="sm" variant="ghost" onPress={() => set({ group })}>
                  {group}
                </Button>
              ))}
            </div>
          ) : null}
        </div>
      </div>
      <div className="grid gap-4 sm:grid-cols-2">
        <Input
          label={t('fields.helpFa')}
          value={draft.helpFa}
          onChange={(helpFa) => set({ helpFa })}
          maxLength={500}
          error={messageFor('helpFa')}
        />
        <Input
          label={t('fields.helpEn')}
          value={draft.helpEn}
          onChange={(helpEn) => set({ helpEn })}
          maxLength={500}
          isLtr
          error={messageFor('helpEn')}
        />
      </div>
    </>
  );
}
