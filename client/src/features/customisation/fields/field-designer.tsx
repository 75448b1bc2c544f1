import { Plus, SlidersHorizontal } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordTypeInfo } from '~/api/record-types';
import { Button } from '~/ui/button';
import { Card } from '~/ui/card';
import { SkeletonText } from '~/ui/skeleton';
import { SortableList } from '~/ui/sortable-list';
import { EmptyState, ErrorState } from '~/ui/states';
import { type FieldDefinition, useDefinitions } from '../definitions';
import { FieldLine } from './field-line';
import { ProductFields } from './product-fields';
import { RemovedFields } from './removed-fields';
import { useFieldActions } from './use-field-actions';

const FieldSheet = lazy(() => import('./field-sheet'));
const NO_GROUP = '';
const STEP = 10;

/** The fields of a type: those of the company by group, dragged into order, and those of the product below. */
export default function FieldDesigner({ type }: { type: RecordTypeInfo }) {
  const { t } = useTranslation('customisation');
  const { data: fields, error, refetch } = useDefinitions(type.name);
  const actions = useFieldActions(type.name);
  const [edited, setEdited] = useState<FieldDefinition | 'new' | null>(null);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!fields) return <SkeletonText lines={6} />;
  const byGroup = Map.groupBy(fields, (field) => field.group ?? NO_GROUP);
  const groups = [...byGroup.keys()];

  /** Order of all fields once those of one group are these. */
  const withGroup = (group: string, own: readonly FieldDefinition[]) =>
    groups.flatMap((name) =>
      name === group ? own : (byGroup.get(name) ?? []).filter((field) => !own.includes(field)),
    );
  const receive = (group: string, [id]: string[], at: number) => {
    const moved = fields.find((field) => field.id === id);
    if (!moved) return;
    const own = (byGroup.get(group) ?? []).toSpliced(at, 0, moved);
    actions.sort(withGroup(group, own), { id: moved.id, group: group || null });
  };

  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-3">
        <p className="max-w-3xl text-sm text-muted">{t('fields.about')}</p>
        <Button variant="primary" className="ms-auto" icon={<Plus aria-hidden />} onPress={() => setEdited('new')}>
          {t('fields.new')}
        </Button>
      </div>
      {fields.length === 0 ? (
        <Card>
          <EmptyState
            icon={SlidersHorizontal}
            isCompact
            title={t('fields.noneTitle')}
            text={t('fields.noneText')}
            actions={<Button onPress={() => setEdited('new')}>{t('fields.new')}</Button>}
          />
        </Card>
      ) : null}
      {groups.map((group) => (
        <Card key={group} title={group || t('fields.noGroup')}>
          <SortableList
            label={group || t('fields.noGroup')}
            items={byGroup.get(group) ?? []}
            itemId={(field) => field.id}
            itemName={(field) => field.labelFa}
            onSort={(ids) =>
              actions.sort(
                withGroup(
                  group,
                  [...(byGroup.get(group) ?? [])].sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id)),
                ),
              )
            }
            onReceive={(ids, at) => receive(group, ids, at)}
            renderItem={(field) => (
              <FieldLine
                field={field}
                onEdit={() => setEdited(field)}
                onSetActive={(active) => actions.setActive(field, active)}
                onRemove={() => actions.remove(field)}
              />
            )}
          />
        </Card>
      ))}
      <RemovedFields type={type} onRestore={actions.restore} />
      <ProductFields type={type} />
      {edited ? (
        <Suspense fallback={null}>
          <FieldSheet
            type={type}
            field={edited === 'new' ? undefined : edited}
            groups={groups.filter((group) => group !== NO_GROUP)}
            order={Math.max(0, ...fields.map((field) => field.order)) + STEP}
            onClose={() => setEdited(null)}
          />
        </Suspense>
      ) : null}
    </div>
  );
}
