import { Plus, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { type FieldGroup, type FieldInfo, type RecordTypeInfo, useLabel } from '~/api/record-types';
import { isShown, isWritable } from '~/features/records/parts/fields';
import { Button, IconButton } from '~/ui/button';
import { Card } from '~/ui/card';
import { Input } from '~/ui/input';
import { SortableList } from '~/ui/sortable-list';
import { isGrouped, type LayoutPart, moved } from './layouts';
import { LayoutPreview } from './layout-preview';

interface GroupsEditorProps {
  type: RecordTypeInfo;
  part: LayoutPart;
  groups: readonly FieldGroup[];
  onChange: (groups: FieldGroup[]) => void;
}

/** Fields dragged into groups and out of them, beside what comes of it. A button does what dragging does. */
export function GroupsEditor({ type, part, groups, onChange }: GroupsEditorProps) {
  const { t } = useTranslation('customisation');
  const label = useLabel();
  const offered = type.fields.filter((field) => (part === 'form' ? isWritable(field) : isShown(field)));
  const fieldOf = (name: string) => offered.find((field) => field.name === name);
  const used = new Set(groups.flatMap((group) => group.fields));
  const rest = offered.filter((field) => !used.has(field.name));
  const last = groups.length - 1;
  const change = (index: number, patch: Partial<FieldGroup>) =>
    onChange(groups.map((group, at) => (at === index ? { ...group, ...patch } : group)));
  const titleOf = (group: FieldGroup, index: number) => group.title?.fa || t('layout.group', { number: index + 1 });

  return (
    <div className="grid gap-4 lg:grid-cols-3">
      <div className="flex min-w-0 flex-col gap-3">
        {groups.map((group, index) => (
          <Card key={index} title={isGrouped(part) ? titleOf(group, index) : t(`layout.parts.${part}`)} level={3}>
            {isGrouped(part) ? (
              <div className="mb-3 flex items-end gap-2">
                <Input
                  label={t('layout.groupTitle')}
                  value={group.title?.fa ?? ''}
                  onChange={(fa) => change(index, { title: fa ? { fa, en: group.title?.en || fa } : undefined })}
                  maxLength={120}
                  className="grow"
                />
                {groups.length > 1 ? (
                  <IconButton
                    label={t('layout.removeGroup', { name: titleOf(group, index) })}
                    onPress={() => onChange(groups.filter((_, at) => at !== index))}
                  >
                    <X aria-hidden />
                  </IconButton>
                ) : null}
              </div>
            ) : null}
            <SortableList
              label={titleOf(group, index)}
              items={group.fields.map(fieldOf).filter((field) => field !== undefined)}
              itemId={(field) => field.name}
              itemName={(field) => label(field.label)}
              onSort={(fields) => change(index, { fields })}
              onReceive={([name = ''], at) => onChange(moved(groups, name, index, at))}
              empty={
                <p className="rounded-lg border border-dashed border-border p-4 text-xs text-muted">
                  {t('layout.drop')}
                </p>
              }
              renderItem={(field) => (
                <Line field={field}>
                  <IconButton
                    label={t('layout.putAway', { name: label(field.label) })}
                    size="sm"
                    onPress={() => onChange(moved(groups, field.name, null, 0))}
                  >
                    <X aria-hidden />
                  </IconButton>
                </Line>
              )}
            />
          </Card>
        ))}
        {isGrouped(part) ? (
          <Button
            size="sm"
            className="self-start"
            icon={<Plus aria-hidden />}
            onPress={() => onChange([...groups, { fields: [] }])}
          >
            {t('layout.addGroup')}
          </Button>
        ) : null}
      </div>
      <Card title={t('layout.rest')} level={3}>
        <SortableList
          label={t('layout.rest')}
          items={rest}
          itemId={(field) => field.name}
          itemName={(field) => label(field.label)}
          onSort={() => undefined}
          onReceive={([name = '']) => onChange(moved(groups, name, null, 0))}
          empty={<p className="p-2 text-xs text-muted">{t('layout.noRest')}</p>}
          renderItem={(field) => (
            <Line field={field}>
              <IconButton
                label={t('layout.take', { name: label(field.label) })}
                size="sm"
                onPress={() => onChange(moved(groups, field.name, last, groups[last]?.fields.length ?? 0))}
              >
                <Plus aria-hidden />
              </IconButton>
            </Line>
          )}
        />
      </Card>
      <LayoutPreview type={type} part={part} groups={groups} />
    </div>
  );
}

function Line({ field, children }: { field: FieldInfo; children: React.ReactNode }) {
  const label = useLabel();
  return (
    <>
      <span className="min-w-0 grow truncate text-sm">{label(field.label)}</span>
      {children}
    </>
  );
}
