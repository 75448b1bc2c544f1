import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '~/ui/button';
import { Sheet } from '~/ui/dialog';
import { Input, TextArea } from '~/ui/input';
import { MultiSelect } from '~/ui/select';
import { useChoices } from './choices';
import type { Team } from './team-list';
import { useSave } from './use-save';

/** A team with its members. */
export default function TeamSheet({ team, onClose }: { team: Team | undefined; onClose: () => void }) {
  const { t } = useTranslation(['admin', 'common']);
  const { save, isSaving, fault, faultOf } = useSave('teams');
  const users = useChoices('users');
  const [name, setName] = useState(team?.name ?? '');
  const [description, setDescription] = useState(team?.description ?? '');
  const [memberIds, setMemberIds] = useState<string[]>(team?.memberIds ?? []);
  const submit = async () => {
    if (await save(team, { name, description: description || null, memberIds })) onClose();
  };
  return (
    <Sheet
      isOpen
      onOpenChange={onClose}
      isDismissable={false}
      title={team?.name ?? t('admin:newTeam')}
      footer={
        <Button variant="primary" isPending={isSaving} onPress={() => void submit()}>
          {t('common:actions.save')}
        </Button>
      }
    >
      <div className="flex flex-col gap-4">
        <Input label={t('admin:teamName')} isRequired value={name} onChange={setName} error={faultOf('name')} />
        <TextArea label={t('admin:description')} value={description} onChange={setDescription} />
        <MultiSelect
          label={t('admin:memberNames')}
          value={memberIds}
          onChange={setMemberIds}
          options={users}
          error={faultOf('memberIds')}
        />
        {fault ? (
          <p role="alert" className="text-sm text-danger-soft-foreground">
            {fault}
          </p>
        ) : null}
      </div>
    </Sheet>
  );
}
