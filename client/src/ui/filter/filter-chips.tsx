import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Filter, type FilterLeaf, isLeaf } from '~/api/filter';
import type { FieldInfo } from '~/api/record-types';
import { Button } from '../button';
import { Chip } from '../chip';
import { Button as PlainButton } from '../plain-button';
import { Popover } from '../popover';
import { SkeletonText } from '../skeleton';
import { describeFilter } from './describe-filter';
import { newLeaf } from './operators';
import { cleanFilter, filterOf, groupOf, withPart } from './tree';

const LeafEditor = lazy(() => import('./leaf-editor').then((module) => ({ default: module.LeafEditor })));

interface FilterChipsProps {
  fields: readonly FieldInfo[];
  value: Filter | undefined;
  onChange: (filter: Filter | undefined) => void;
  names: ReadonlyMap<string, string>;
  /** A field that was just chosen: it opens as a new condition, which counts when it has a value. */
  added: FieldInfo | undefined;
  /** The new condition is in the filter, or was given up. */
  onSettled: () => void;
  /** Opens what does not fit in a chip. */
  onOpenSheet: () => void;
}

/** Conditions as chips: each opens in a popover. Of another root than «all of» one chip is left. */
export default function FilterChips({
  fields,
  value,
  onChange,
  names,
  added,
  onSettled,
  onOpenSheet,
}: FilterChipsProps) {
  const { t } = useTranslation('records');
  const [opened, setOpened] = useState<number | null>(null);
  const pending = useMemo(() => added && newLeaf(added), [added]);
  const group = groupOf(value);
  const chips = group.kind === 'and' ? group.parts : value ? [value] : [];
  const root = group.kind === 'and' ? group : { kind: 'and' as const, parts: chips };
  const commit = (next: Filter | undefined) => onChange(cleanFilter(next, fields));
  const last = chips.length;
  useEffect(() => {
    if (!added) return;
    // The menu gives the focus back first; the new chip then opens.
    const timer = setTimeout(() => setOpened(last), 0);
    return () => clearTimeout(timer);
  }, [added, last]);

  return [...chips, ...(pending ? [pending] : [])].map((part, index) => {
    const name = describeFilter(part, fields, t, names);
    return (
      <Chip
        key={index}
        tone="accent"
        name={name}
        className="py-0.5 text-xs"
        onRemove={() => (part === pending ? onSettled() : commit(filterOf(withPart(root, index, undefined))))}
      >
        {isLeaf(part) ? (
          <LeafPopover
            name={name}
            isOpen={opened === index}
            onOpenChange={(isOpen) => setOpened(isOpen ? index : null)}
            leaf={part}
            fields={fields}
            onApply={(next) => {
              const parts = part === pending ? [...root.parts, next] : root.parts.with(index, next);
              if (part === pending) onSettled();
              commit(filterOf({ ...root, parts }));
            }}
          />
        ) : (
          <button type="button" className="max-w-96 cursor-pointer truncate" title={name} onClick={onOpenSheet}>
            {name}
          </button>
        )}
      </Chip>
    );
  });
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
