import { Plus, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { type Filter, isLeaf } from '~/api/filter';
import type { FieldInfo } from '~/api/record-types';
import { Button, IconButton } from '../button';
import { RadioGroup } from '../radio-group';
import { LeafEditor } from './leaf-editor';
import { newLeaf } from './operators';
import { filterOf, type Group, groupOf, withPart } from './tree';

interface GroupEditorProps {
  filter: Filter | undefined;
  fields: readonly FieldInfo[];
  onChange: (filter: Filter) => void;
  depth?: number;
}

const MAX_DEPTH = 4;

/** A group of conditions, with groups inside: the whole filter language, drawn. */
export function GroupEditor({ filter, fields, onChange, depth = 1 }: GroupEditorProps) {
  const { t } = useTranslation('records');
  const group = groupOf(filter);
  const change = (next: Group) => onChange(filterOf(next));
  const first = fields[0];
  return (
    <div className="flex flex-col gap-3 rounded-xl border border-border p-3">
      <RadioGroup
        label={t('filter.label')}
        hideLabel
        isSegmented
        value={group.kind}
        onChange={(kind) => change({ ...group, kind })}
        options={[
          { value: 'and', label: t('filter.and') },
          { value: 'or', label: t('filter.or') },
          { value: 'not', label: t('filter.not') },
        ]}
      />
      {group.parts.map((part, index) => (
        <div key={index} className="flex items-start gap-1">
          <div className="min-w-0 grow">
            {isLeaf(part) ? (
              <LeafEditor leaf={part} fields={fields} onChange={(next) => change(withPart(group, index, next))} />
            ) : (
              <GroupEditor
                filter={part}
                fields={fields}
                depth={depth + 1}
                onChange={(next) => change(withPart(group, index, next))}
              />
            )}
          </div>
          <IconButton
            label={t('filter.removeCondition', { name: '' })}
            size="sm"
            onPress={() => change(withPart(group, index, undefined))}
          >
            <X aria-hidden />
          </IconButton>
        </div>
      ))}
      <div className="flex flex-wrap gap-2">
        <Button
          size="sm"
          icon={<Plus aria-hidden />}
          isDisabled={!first}
          onPress={() => first && change({ ...group, parts: [...group.parts, newLeaf(first)] })}
        >
          {t('filter.add')}
        </Button>
        {depth < MAX_DEPTH && first ? (
          <Button
            size="sm"
            variant="ghost"
            icon={<Plus aria-hidden />}
            onPress={() => change({ ...group, parts: [...group.parts, { or: [newLeaf(first)] }] })}
          >
            {t('filter.addGroup')}
          </Button>
        ) : null}
      </div>
    </div>
  );
}
