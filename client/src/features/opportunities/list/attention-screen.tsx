import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { queryClient } from '~/api/query-client';
import { useLabel, useRecordType } from '~/api/record-types';
import { recordQuery, useRecordList } from '~/api/records';
import { Page } from '~/app/page';
import { columnsOf } from '~/features/records/list/field-columns';
import { LinkButton } from '~/ui/button';
import { DataTable } from '~/ui/data-table';
import { EmptyState, ErrorState } from '~/ui/states';
import { AttentionLinks } from './attention-links';
import { attentionSearch } from './attention-search';
import { asOpportunity, OpportunityCard, useOpportunityColumns } from './opportunity-columns';

const SHOWN = ['accountId', 'stageId', 'amount', 'stageEnteredAt', 'nextStepAt', 'lastActivityAt', 'ownerId'];

/** Open opportunities that are about to be forgotten. */
export function AttentionScreen() {
  const { t } = useTranslation('opportunities');
  const navigate = useNavigate();
  const label = useLabel();
  const type = useRecordType('opportunity');
  const own = useOpportunityColumns();
  const { kind = 'noNextStep', sort } = attentionSearch(useSearch({ strict: false }) as Record<string, unknown>);
  const list = useRecordList('opportunities/attention', { kind, sort, include: 'account,owner' });
  const columns = useMemo(
    () =>
      type
        ? columnsOf({
            type,
            own,
            defaults: SHOWN,
            label,
            hrefOf: (row) => `/opportunities/${row.id}`,
            onPeek: undefined,
          }).filter((column) => column.id === 'name' || SHOWN.includes(column.id))
        : [],
    [type, own, label],
  );
  return (
    <Page
      title={t('attention.title')}
      isFull
      actions={<LinkButton to="/opportunities">{t('attention.back')}</LinkButton>}
    >
      <AttentionLinks current={kind} />
      <p className="text-sm text-muted">{t(`attention.${kind}Text`)}</p>
      <div className="min-h-0 grow">
        <DataTable
          label={t(`attention.${kind}`)}
          columns={columns}
          rows={list.rows}
          rowId={(row) => row.id}
          rowName={(row) => asOpportunity(row).name}
          sort={sort}
          onSort={(next) =>
            void navigate({ to: '/opportunities/attention', search: { kind, sort: next }, replace: true })
          }
          onOpen={(row) => void navigate({ to: '/opportunities/$id', params: { id: row.id } })}
          onHover={(row) => void queryClient.prefetchQuery(recordQuery('opportunities', row.id))}
          isLoading={list.isPending}
          hasMore={list.hasNextPage}
          onLoadMore={list.loadMore}
          renderCard={(row) => <OpportunityCard row={asOpportunity(row)} />}
          empty={
            list.error ? (
              <ErrorState error={list.error} onRetry={() => void list.refetch()} />
            ) : (
              <EmptyState title={t('attention.empty')} />
            )
          }
        />
      </div>
    </Page>
  );
}
