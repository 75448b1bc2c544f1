import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '~/ui/button';
import { Sheet } from '~/ui/dialog';
import { Input } from '~/ui/input';
import { Select } from '~/ui/select';
import { type OrgUnit, selfAndBelow } from './org-tree';
import { useSave } from './use-save';

const TOP = '-';

interface OrgUnitSheetProps {
  unit: OrgUnit | undefined;
  /** Where a new one begins. */
  parentId: string | null;
  units: readonly OrgUnit[];
  onClose: () => void;
}

/** A branch: its name, its code and what it stands below. */
export default function OrgUnitSheet({ unit, parentId, units, onClose }: OrgUnitSheetProps) {
  const { t } = useTranslation(['admin', 'common']);
  const { save, isSaving, fault, faultOf } = useSave('org-units');
  const [name, setName] = useState(unit?.name ?? '');
  const [code, setCode] = useState(unit?.code ?? '');
  const [parent, setParent] = useState(parentId);
  const closed = unit ? selfAndBelow(units, unit.id) : new Set<string>();
  const submit = async () => {
    if (await save(unit, { name, code: code || null, parentId: parent })) onClose();
  };
  return (
    <Sheet
      isOpen
      onOpenChange={onClose}
      isDismissable={false}
      title={unit?.name ?? t('admin:newUnit')}
      footer={
        <Button variant="primary" isPending={isSaving} onPress={() => void submit()}>
          {t('common:actions.save')}
        </Button>
      }
    >
      <div className="flex flex-col gap-4">
        <Input label={t('admin:unitName')} isRequired value={name} onChange={setName} error={faultOf('name')} />
        <Input label={t('admin:code')} isLtr value={code} onChange={setCode} error={faultOf('code')} />
        <Select
          label={t('admin:parent')}
          value={parent ?? TOP}
          onChange={(id) => setParent(id === TOP ? null : id)}
          error={faultOf('parentId')}
          options={[
            { value: TOP, label: t('admin:top') },
            ...units.filter((each) => !closed.has(each.id)).map((each) => ({ value: each.id, label: each.name })),
          ]}
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
