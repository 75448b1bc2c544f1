import { Pencil, Plus, X } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '~/api/describe';
import { isFilter } from '~/api/filter';
import { api } from '~/api/http';
import { queryClient } from '~/api/query-client';
import { recordKeys, useRecordList } from '~/api/records';
import { useCan } from '~/api/session';
import { useRemoveWithUndo } from '~/api/undo';
import { LinkName } from '~/features/records/parts/link-name';
import { notify } from '~/lib/notices';
import { Button, IconButton } from '~/ui/button';
import { Card } from '~/ui/card';
import { Chip } from '~/ui/chip';
import { Dialog } from '~/ui/dialog';
import { countLeaves } from '~/ui/filter/tree';
import { SkeletonText } from '~/ui/skeleton';
import { SortableList } from '~/ui/sortable-list';
import { EmptyState, ErrorState } from '~/ui/states';
import { UserText } from '~/ui/text';
import { type AssignmentRule, emptyRule, type RuleDraft } from './assignment-rule';

const RuleForm = lazy(() => import('./rule-form'));

/** Who gets a new lead: the first rule that fits gives it to its people in turn. */
export default function AssignmentPanel() {
  const { t } = useTranslation(['pipelines', 'common']);
  const canEdit = useCan('assignmentRule', 'edit');
  const list = useRecordList<AssignmentRule>('assignment-rules', { sort: 'position', limit: 100 });
  const remove = useRemoveWithUndo<AssignmentRule>('assignment-rules', (rule) => rule.name);
  const [open, setOpen] = useState<RuleDraft | null>(null);
  if (list.error) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  if (list.isPending) return <SkeletonText lines={5} />;
  const rules = list.rows;
  const refresh = () => queryClient.invalidateQueries({ queryKey: recordKeys.all('assignment-rules') });
  const complain = (error: unknown) =>
    notify(
      describeError(error, (name) => t(name as 'common:errors.unexpected')),
      { tone: 'danger' },
    );

  const sort = (ids: string[]) => {
    const moved = rules.filter((rule) => ids.indexOf(rule.id) !== rule.position);
    Promise.all(
      moved.map((rule) =>
        api.patch(`/assignment-rules/${rule.id}`, { position: ids.indexOf(rule.id) }, { ifMatch: rule.version }),
      ),
    )
      .catch(complain)
      .finally(() => void refresh());
  };
  const save = async ({ id, version, ...fields }: RuleDraft) => {
    if (id) await api.patch(`/assignment-rules/${id}`, fields, { ifMatch: version ?? 1 });
    else await api.post('/assignment-rules', { ...fields, position: rules.length });
    await refresh();
    setOpen(null);
    notify(t('pipelines:rules.saved', { name: fields.name }), { tone: 'success' });
  };

  return (
    <Card
      title={t('pipelines:tabs.assignment')}
      actions={
        canEdit ? (
          <Button size="sm" icon={<Plus aria-hidden />} onPress={() => setOpen(emptyRule())}>
            {t('pipelines:rules.add')}
          </Button>
        ) : undefined
      }
    >
      <p className="mb-3 text-sm text-muted">{t('pipelines:rules.help')}</p>
      {rules.length === 0 ? <EmptyState isCompact title={t('pipelines:rules.empty')} /> : null}
      <SortableList
        label={t('pipelines:tabs.assignment')}
        items={rules}
        itemId={(rule) => rule.id}
        itemName={(rule) => rule.name}
        isDisabled={!canEdit}
        onSort={sort}
        renderItem={(rule) => (
          <>
            <span className="flex min-w-0 grow flex-wrap items-center gap-x-4 gap-y-1 text-sm">
              <UserText className="min-w-32 font-medium">{rule.name}</UserText>
              {rule.active ? null : <Chip>{t('pipelines:inactive')}</Chip>}
              <span className="text-xs text-muted">
                {isFilter(rule.filter)
                  ? t('pipelines:rules.conditions', { count: countLeaves(rule.filter) })
                  : t('pipelines:rules.everyLead')}
              </span>
              <span className="flex flex-wrap gap-x-2 text-xs">
                {rule.assigneeIds.map((id) => (
                  <LinkName key={id} target="user" id={id} />
                ))}
              </span>
            </span>
            {canEdit ? (
              <>
                <IconButton
                  label={t('pipelines:rules.edit', { name: rule.name })}
                  size="sm"
                  onPress={() => setOpen(rule)}
                >
                  <Pencil aria-hidden />
                </IconButton>
                <IconButton
                  label={t('pipelines:rules.remove', { name: rule.name })}
                  size="sm"
                  onPress={() => remove([rule])}
                >
                  <X aria-hidden />
                </IconButton>
              </>
            ) : null}
          </>
        )}
      />
      {open ? (
        <Dialog
          isOpen
          isDismissable={false}
          size="md"
          onOpenChange={() => setOpen(null)}
          title={open.id ? t('pipelines:rules.edit', { name: open.name }) : t('pipelines:rules.add')}
        >
          <Suspense fallback={<SkeletonText lines={5} />}>
            <RuleForm rule={open} onCancel={() => setOpen(null)} onSave={save} />
          </Suspense>
        </Dialog>
      ) : null}
    </Card>
  );
}
