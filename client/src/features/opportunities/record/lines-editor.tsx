import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '~/api/describe';
import {
  type RecordBase,
  recordKeys,
  useCreateRecord,
  useRecordList,
  useRemoveRecords,
  useRestoreRecords,
  useUpdateRecord,
} from '~/api/records';
import { useCan } from '~/api/session';
import { queryClient } from '~/api/query-client';
import { useSaveRecord } from '~/features/records/save/use-save-record';
import { formatMoney } from '~/lib/format';
import { notify } from '~/lib/notices';
import { Button } from '~/ui/button';
import { RecordPicker } from '~/ui/record-picker';
import { ScrollRegion } from '~/ui/scroll-region';
import { SkeletonText } from '~/ui/skeleton';
import { ErrorState } from '~/ui/states';
import { Switch } from '~/ui/switch';
import type { Opportunity } from '../opportunity';
import { type LineFigures, linesTotal, type OpportunityLine } from './line-math';
import { LineRow } from './line-row';

/** Sums the lines of an opportunity and lets them be written by keyboard alone. */
export default function LinesEditor({ opportunity }: { opportunity: Opportunity }) {
  const { t } = useTranslation(['opportunities', 'common']);
  const canEdit = useCan('opportunity', 'edit');
  const grid = useRef<HTMLDivElement>(null);
  const filter = useMemo(
    () => ({ field: 'opportunityId', op: 'eq', value: opportunity.id }) as const,
    [opportunity.id],
  );
  const list = useRecordList<OpportunityLine>('opportunity-lines', { filter, sort: 'position', limit: 200 });
  const create = useCreateRecord<OpportunityLine>('opportunity-lines');
  const update = useUpdateRecord<OpportunityLine>('opportunity-lines');
  const remove = useRemoveRecords<OpportunityLine>('opportunity-lines');
  const restore = useRestoreRecords('opportunity-lines');
  const [typing, setTyping] = useState<{ id: string; figures: LineFigures } | null>(null);
  const saveOpportunity = useSaveRecord('opportunity');

  if (list.error) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  if (list.isPending) return <SkeletonText lines={4} />;

  const lines = list.rows;
  const sum = linesTotal(lines.map((line) => (typing?.id === line.id ? typing.figures : line)));
  const isOff =
    !typing && lines.length > 0 && !opportunity.amountFromLines && sum.amount !== (opportunity.amount?.amount ?? '0');
  const complain = (error: unknown) => notify(describeError(error, t), { tone: 'danger' });
  // The opportunity's own amount may follow its lines.
  const follow = () => void queryClient.invalidateQueries({ queryKey: recordKeys.all('opportunities') });

  const add = (product: RecordBase) => {
    create.mutate(
      { body: { opportunityId: opportunity.id, productId: product.id, quantity: '1', position: lines.length } },
      {
        onError: complain,
        onSuccess: (line) => {
          follow();
          setTimeout(
            () => grid.current?.querySelector<HTMLInputElement>(`[data-line="${line.id}"] input`)?.focus(),
            60,
          );
        },
      },
    );
  };
  const change = (line: OpportunityLine, changes: Partial<OpportunityLine>) =>
    update.mutate({ record: line, changes }, { onError: complain, onSuccess: follow });
  const takeOff = (line: OpportunityLine) => {
    remove.mutate([line], { onError: complain, onSuccess: follow });
    notify(t('opportunities:lines.removed', { name: line.description ?? '' }), {
      undo: async () => {
        await restore.mutateAsync([line.id]);
        follow();
      },
    });
  };

  return (
    <div ref={grid} className="flex flex-col gap-3">
      {lines.length === 0 ? <p className="text-sm text-muted">{t('opportunities:lines.empty')}</p> : null}
      {lines.length > 0 ? (
        <ScrollRegion label={t('opportunities:lines.label')}>
          <table className="w-full min-w-[46rem] text-sm">
            <thead>
              <tr className="border-b border-border text-xs text-muted">
                {(['description', 'quantity', 'unitPrice', 'discount', 'total'] as const).map((column) => (
                  <th key={column} scope="col" className="px-1.5 py-1.5 text-start font-medium">
                    {t(`opportunities:lines.${column}`)}
                  </th>
                ))}
                <th scope="col" className="w-9">
                  <span className="sr-only">{t('common:actions.remove')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {lines.map((line) => (
                <LineRow
                  key={line.id}
                  line={line}
                  isReadOnly={!canEdit}
                  onChange={(changes) => change(line, changes)}
                  onRemove={() => takeOff(line)}
                  onTyping={(figures) => setTyping(figures && { id: line.id, figures })}
                />
              ))}
            </tbody>
            <tfoot>
              <tr className="border-t border-border font-bold">
                <th scope="row" colSpan={4} className="px-1.5 py-2 text-start">
                  {t('opportunities:lines.sum')}
                </th>
                <td className="px-1.5 py-2 whitespace-nowrap">{formatMoney(sum)}</td>
                <td />
              </tr>
            </tfoot>
          </table>
        </ScrollRegion>
      ) : null}
      {canEdit ? (
        <div className="flex flex-wrap items-end gap-x-6 gap-y-3">
          <RecordPicker
            key={lines.length}
            label={t('opportunities:lines.add')}
            help={t('opportunities:lines.addHelp')}
            type="product"
            value={null}
            filter={{ field: 'active', op: 'eq', value: true }}
            onChange={(_id, product) => product && add(product)}
            className="w-full sm:w-80"
          />
          <Switch
            isSelected={opportunity.amountFromLines}
            onChange={(amountFromLines) => {
              void saveOpportunity(opportunity, { amountFromLines }).then(follow);
            }}
          >
            {t('opportunities:lines.fromLines')}
          </Switch>
        </div>
      ) : null}
      {isOff && canEdit ? (
        <p className="flex flex-wrap items-center gap-2 text-sm text-muted">
          {t('opportunities:lines.differs')}
          <Button size="sm" onPress={() => void saveOpportunity(opportunity, { amount: sum })}>
            {t('opportunities:lines.useSum')}
          </Button>
        </p>
      ) : null}
    </div>
  );
}
