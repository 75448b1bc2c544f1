import { RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '~/api/describe';
import type { FieldGroup, RecordTypeInfo } from '~/api/record-types';
import { type RecordBase, useRecordList } from '~/api/records';
import { isShown, isWritable } from '~/features/records/parts/fields';
import { notify } from '~/lib/notices';
import { Button } from '~/ui/button';
import { RadioGroup } from '~/ui/radio-group';
import { Select } from '~/ui/select';
import { SkeletonText } from '~/ui/skeleton';
import { useRefreshDefinitions } from '../definitions';
import { GroupsEditor } from './groups-editor';
import {
  groupsOf,
  isGrouped,
  LAYOUT_PARTS,
  type LayoutPart,
  type LayoutRecord,
  layoutFor,
  useLayouts,
  writeLayout,
} from './layouts';

const EVERYBODY = 'all';

/** Where the fields of a type stand in forms, lists and cards, for everybody or for one role. */
export default function LayoutEditor({ type }: { type: RecordTypeInfo }) {
  const { t } = useTranslation('customisation');
  const layouts = useLayouts(type.name);
  const roles = useRecordList<RecordBase & { name: string }>('roles', { sort: 'name', limit: 200 }).rows;
  const [audience, setAudience] = useState(EVERYBODY);
  const [part, setPart] = useState<LayoutPart>('form');
  if (!layouts.data) return <SkeletonText lines={6} />;
  const roleId = audience === EVERYBODY ? null : audience;
  const layout = layoutFor(layouts.data, roleId);
  const roleName = roles.find((role) => role.id === roleId)?.name;
  return (
    <div className="flex flex-col gap-4">
      <p className="max-w-3xl text-sm text-muted">{t('layout.about')}</p>
      <div className="flex flex-wrap items-end gap-4">
        <Select
          label={t('layout.audience')}
          value={audience}
          onChange={setAudience}
          className="w-56"
          options={[
            { value: EVERYBODY, label: t('layout.everybody') },
            ...roles.map((role) => ({ value: role.id, label: role.name })),
          ]}
        />
        <RadioGroup
          label={t('layout.part')}
          isSegmented
          className="max-w-full overflow-x-auto"
          value={part}
          onChange={setPart}
          options={LAYOUT_PARTS.map((each) => ({ value: each, label: t(`layout.parts.${each}`) }))}
        />
      </div>
      <PartForm
        key={`${audience}/${part}/${layout?.version ?? 0}`}
        type={type}
        part={part}
        layout={layout}
        name={roleName ?? t('layout.everybody')}
        roleId={roleId}
      />
    </div>
  );
}

interface PartFormProps {
  type: RecordTypeInfo;
  part: LayoutPart;
  layout: LayoutRecord | undefined;
  /** Of a layout that is still to be made. */
  name: string;
  roleId: string | null;
}

function PartForm({ type, part, layout, name, roleId }: PartFormProps) {
  const { t } = useTranslation(['customisation', 'common']);
  const refresh = useRefreshDefinitions();
  const [groups, setGroups] = useState<FieldGroup[]>(() => groupsOf(layout, part) ?? standardOf(type, part));
  const [isSaving, setSaving] = useState(false);
  const isSaid = groupsOf(layout, part) !== undefined;

  const write = async (next: FieldGroup[] | null) => {
    const before = layout?.[part] ?? null;
    const filled = next?.filter((group) => group.fields.length > 0) ?? [];
    const value = next === null ? null : isGrouped(part) ? filled : filled.flatMap((group) => group.fields);
    const first = { name, recordType: type.name, roleIds: roleId ? [roleId] : [] };
    setSaving(true);
    try {
      const saved = await writeLayout(layout, { [part]: value }, first);
      await refresh();
      notify(t(next === null ? 'customisation:layout.reset' : 'customisation:layout.saved'), {
        undo: () => writeLayout(saved, { [part]: before }, first).then(refresh),
      });
    } catch (error) {
      notify(describeError(error, t), { tone: 'danger' });
    } finally {
      setSaving(false);
    }
  };

  return (
    <>
      <GroupsEditor type={type} part={part} groups={groups} onChange={setGroups} />
      <div className="flex flex-wrap gap-2">
        <Button
          variant="primary"
          isPending={isSaving}
          isDisabled={groups.every((group) => group.fields.length === 0)}
          onPress={() => void write(groups)}
        >
          {t('common:actions.save')}
        </Button>
        {isSaid ? (
          <Button icon={<RotateCcw aria-hidden />} onPress={() => void write(null)}>
            {t('customisation:layout.toStandard')}
          </Button>
        ) : null}
      </div>
    </>
  );
}

/** What there is to begin with: in forms and facts every field of the type, in lists nothing. */
function standardOf(type: RecordTypeInfo, part: LayoutPart): FieldGroup[] {
  if (!isGrouped(part)) return [{ fields: [] }];
  const offered = type.fields.filter((field) => !field.standard && (part === 'form' ? isWritable : isShown)(field));
  return [{ fields: offered.map((field) => field.name) }];
}
