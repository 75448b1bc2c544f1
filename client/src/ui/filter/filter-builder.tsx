import { ListFilter, Plus } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Filter, type FilterLeaf, isLeaf } from '~/api/filter';
import { type FieldInfo, useLabel } from '~/api/record-types';
import { Button, IconButton } from '../button';
import { Chip } from '../chip';
import { Sheet } from '../dialog';
import { Menu } from '../menu';
import { Button as PlainButton } from '../plain-button';
import { Popover } from '../popover';
import { SkeletonText } from '../skeleton';
import { describeFilter } from './describe-filter';
import { isElsewhere } from './leaf-field';
import { newLeaf } from './operators';
import { cleanFilter, filterOf, groupOf, withPart } from './tree';

const LeafEditor = lazy(() => import('./leaf-editor').then((module) => ({ default: module.LeafEditor })));
const GroupEditor = lazy(() => import('./group-editor').then((module) => ({ default: module.GroupEditor })));

interface FilterBuilderProps {
  /** Fields of the record type, from the registry. Hidden and unfilterable ones are left out here. */
  fields: readonly FieldInfo[];
  value: Filter | undefined;
  onChange: (filter: Filter | undefined) => void;
  /** Names of linked records that are already known, by id. */
  names?: ReadonlyMap<string, string>;
}

const NO_NAMES: ReadonlyMap<string, string> = new Map();

/** A row of conditions over a list. Simple ones are chips; groups inside groups open in a sheet. */
export function FilterBuilder({ fields, value, onChange, names = NO_NAMES }: FilterBuilderProps) {
  const { t } = useTranslation(['records', 'common']);
  const label = useLabel();
  const [draft, setDraft] = useState<Filter | undefined>();
  const [isSheetOpen, setSheetOpen] = useState(false);
  const [opened, setOpened] = useState<number | null>(null);
  // A condition that was just added and has no value yet: only the reader sees it.
  const [pending, setPending] = useState<FilterLeaf | null>(null);
  const usable = fields.filter((field) => field.filterable !== false && field.level !== 'hidden');
  const group = groupOf(value);
  // Only «all of» reads as a row of chips; other roots are one chip.
  const chips = group.kind === 'and' ? group.parts : value ? [value] : [];
  const root = group.kind === 'and' ? group : { kind: 'and' as const, parts: chips };
  const cleaned = cleanFilter(draft, fields);
  const sentence = cleaned ? describeFilter(cleaned, fields, t, names) : '';
  const commit = (next: Filter | undefined) => onChange(cleanFilter(next, fields));
  const elsewhere = usable.find(isElsewhere);
  const add = (field: FieldInfo) => {
    setPending(newLeaf(field));
    // The menu gives the focus back first; the new chip then opens.
    setTimeout(() => setOpened(chips.length), 0);
  };
  const openSheet = () => {
    setDraft(value);
    setSheetOpen(true);
  };

  return (
    <div role="group" aria-label={t('records:filter.label')} className="flex flex-wrap items-center gap-1.5">
      {[...chips, ...(pending ? [pending] : [])].map((part, index) => {
        const name = describeFilter(part, fields, t, names);
        return (
          <Chip
            key={index}
            tone="accent"
            name={name}
            className="py-0.5 text-xs"
            onRemove={() => (part === pending ? setPending(null) : commit(filterOf(withPart(root, index, undefined))))}
          >
            {isLeaf(part) ? (
              <LeafPopover
                name={name}
                isOpen={opened === index}
                onOpenChange={(isOpen) => setOpened(isOpen ? index : null)}
                leaf={part}
                fields={usable}
                onApply={(next) => {
                  const parts = part === pending ? [...root.parts, next] : root.parts.with(index, next);
                  if (part === pending) setPending(null);
                  commit(filterOf({ ...root, parts }));
                }}
              />
            ) : (
              <button type="button" className="max-w-96 cursor-pointer truncate" title={name} onClick={openSheet}>
                {name}
              </button>
            )}
          </Chip>
        );
      })}
      <Menu
        label={t('records:filter.add')}
        placement="bottom start"
        trigger={
          <Button size="sm" variant="ghost" icon={<Plus aria-hidden />}>
            {t('records:filter.add')}
          </Button>
        }
        groups={[
          {
            id: 'fields',
            entries: [
              ...usable
                .filter((field) => !isElsewhere(field))
                .map((field) => ({ id: field.name, label: label(field.label), onAction: () => add(field) })),
              ...(elsewhere ? [{ id: '#', label: t('records:filter.elsewhere'), onAction: () => add(elsewhere) }] : []),
            ],
          },
        ]}
      />
      <IconButton label={t('records:filter.edit')} size="sm" onPress={openSheet}>
        <ListFilter aria-hidden />
      </IconButton>
      {chips.length > 0 ? (
        <Button size="sm" variant="ghost" onPress={() => onChange(undefined)}>
          {t('records:list.clearFilter')}
        </Button>
      ) : null}
      <Sheet
        isOpen={isSheetOpen}
        onOpenChange={setSheetOpen}
        title={t('records:filter.edit')}
        footer={
          <>
            <Button
              variant="primary"
              onPress={() => {
                commit(draft);
                setSheetOpen(false);
              }}
            >
              {t('records:filter.apply')}
            </Button>
            <Button onPress={() => setSheetOpen(false)}>{t('common:actions.cancel')}</Button>
          </>
        }
      >
        <Suspense fallback={<SkeletonText />}>
          <GroupEditor filter={draft} fields={usable} onChange={setDraft} />
          <p role="status" className="mt-4 rounded-xl bg-surface-secondary p-3 text-sm">
            {sentence ? t('records:filter.reads', { text: sentence }) : t('records:filter.readsAll')}
          </p>
        </Suspense>
      </Sheet>
    </div>
  );
}

interface LeafPopoverProps {
  name: string;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  leaf: FilterLeaf;
  fields: readonly FieldInfo[];
  onApply: (leaf: Filter) => void;
}

function LeafPopover({ name, isOpen, onOpenChange, leaf, fields, onApply }: LeafPopoverProps) {
  const { t } = useTranslation('records');
  const [draft, setDraft] = useState(leaf);
  return (
    <Popover
      label={t('filter.edit')}
      isOpen={isOpen}
      onOpenChange={(next) => {
        if (next) setDraft(leaf);
        // Leaving the popover takes the condition as it stands; one without a value goes away.
        else onApply(draft);
        onOpenChange(next);
      }}
      trigger={<PlainButton className="cursor-pointer outline-offset-2">{name}</PlainButton>}
    >
      {(close) => (
        <form
          className="flex w-64 flex-col gap-3"
          onSubmit={(event) => {
            event.preventDefault();
            close();
          }}
        >
          <Suspense fallback={<SkeletonText />}>
            <LeafEditor leaf={draft} fields={fields} onChange={(next) => setDraft(next)} />
          </Suspense>
          <Button type="submit" variant="primary" size="sm">
            {t('filter.apply')}
          </Button>
        </form>
      )}
    </Popover>
  );
}
