import { ListFilter, Plus } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Filter } from '~/api/filter';
import { type FieldInfo, useLabel } from '~/api/record-types';
import { Button, IconButton } from '../button';
import { Menu } from '../menu';
import { isElsewhere } from './leaf-field';

const FilterChips = lazy(() => import('./filter-chips'));
const FilterSheet = lazy(() => import('./filter-sheet'));

interface FilterBuilderProps {
  /** Fields of the record type, from the registry. Hidden and unfilterable ones are left out here. */
  fields: readonly FieldInfo[];
  value: Filter | undefined;
  onChange: (filter: Filter | undefined) => void;
  /** Names of linked records that are already known, by id. */
  names?: ReadonlyMap<string, string>;
}

const NO_NAMES: ReadonlyMap<string, string> = new Map();

/**
 * A row of conditions over a list. Simple ones are chips; groups inside groups open in a sheet. Chips and sheet load when
 * there is a condition or somebody wants one.
 */
export function FilterBuilder({ fields, value, onChange, names = NO_NAMES }: FilterBuilderProps) {
  const { t } = useTranslation('records');
  const label = useLabel();
  const [isSheetOpen, setSheetOpen] = useState(false);
  const [added, setAdded] = useState<FieldInfo | undefined>();
  const usable = fields.filter((field) => field.filterable !== false && field.level !== 'hidden');
  const elsewhere = usable.find(isElsewhere);
  const openSheet = () => setSheetOpen(true);
  // Anew each time, so that the same field may be chosen twice.
  const add = (field: FieldInfo) => setAdded({ ...field });

  return (
    <div role="group" aria-label={t('filter.label')} className="flex flex-wrap items-center gap-1.5">
      {value || added ? (
        <Suspense>
          <FilterChips
            fields={usable}
            value={value}
            onChange={onChange}
            names={names}
            added={added}
            onSettled={() => setAdded(undefined)}
            onOpenSheet={openSheet}
          />
        </Suspense>
      ) : null}
      <Menu
        label={t('filter.add')}
        placement="bottom start"
        trigger={
          <Button size="sm" variant="ghost" icon={<Plus aria-hidden />}>
            {t('filter.add')}
          </Button>
        }
        groups={[
          {
            id: 'fields',
            entries: [
              ...usable
                .filter((field) => !isElsewhere(field))
                .map((field) => ({ id: field.name, label: label(field.label), onAction: () => add(field) })),
              ...(elsewhere ? [{ id: '#', label: t('filter.elsewhere'), onAction: () => add(elsewhere) }] : []),
            ],
          },
        ]}
      />
      <IconButton label={t('filter.edit')} size="sm" onPress={openSheet}>
        <ListFilter aria-hidden />
      </IconButton>
      {value ? (
        <Button size="sm" variant="ghost" onPress={() => onChange(undefined)}>
          {t('list.clearFilter')}
        </Button>
      ) : null}
      {isSheetOpen ? (
        <Suspense>
          <FilterSheet
            fields={usable}
            value={value}
            onChange={onChange}
            names={names}
            onClose={() => setSheetOpen(false)}
          />
        </Suspense>
      ) : null}
    </div>
  );
}
