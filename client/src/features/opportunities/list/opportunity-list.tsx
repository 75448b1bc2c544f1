import { useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Filter } from '~/api/filter';
import { usePipelines } from '~/api/pipelines';
import { ModeSwitch } from '~/features/records/list/mode-switch';
import { RecordListScreen } from '~/features/records/list/record-list-screen';
import { AttentionLinks } from './attention-links';
import { asOpportunity, DEFAULT_COLUMNS, OpportunityCard, useOpportunityColumns } from './opportunity-columns';
import { opportunityListSearch } from './opportunity-search';
import { PipelineSwitch } from './pipeline-switch';

const BoardView = lazy(() => import('../board/board-view'));
const OpportunityPeek = lazy(() => import('../record/opportunity-peek'));

/** What is asked first of a new opportunity; the rest stands under «بیشتر». */
const MAIN_FIELDS = ['name', 'accountId', 'amount', 'expectedCloseOn', 'stageId', 'source'];

/** Opportunities as a table or as a board, with the same search and filters. */
export function OpportunityList() {
  const { i18n } = useTranslation('opportunities');
  const search = opportunityListSearch(useSearch({ strict: false }) as Record<string, unknown>);
  const pipelines = usePipelines();
  const columns = useOpportunityColumns();
  const isBoard = search.mode === 'board';
  const { pipeline } = search;
  const baseFilter = useMemo<Filter | undefined>(
    () => (pipeline && !isBoard ? { field: 'pipelineId', op: 'eq', value: pipeline } : undefined),
    [pipeline, isBoard],
  );
  return (
    <RecordListScreen
      key={i18n.language}
      type="opportunity"
      columns={columns}
      defaultColumns={DEFAULT_COLUMNS}
      {...(baseFilter ? { baseFilter } : {})}
      modes={
        <>
          <ModeSwitch mode={search.mode ?? 'table'} />
          <span className="max-md:hidden">
            <PipelineSwitch search={search} />
          </span>
        </>
      }
      above={
        <>
          <span className="md:hidden">
            <PipelineSwitch search={search} />
          </span>
          <div className={isBoard ? 'max-md:hidden' : ''}>
            <AttentionLinks />
          </div>
        </>
      }
      form={{ mainFields: MAIN_FIELDS, initial: pipeline ? { pipelineId: pipeline } : {} }}
      renderCard={(row) => <OpportunityCard row={asOpportunity(row)} />}
      renderPeek={(record) => (
        <Suspense fallback={null}>
          <OpportunityPeek opportunity={asOpportunity(record)} />
        </Suspense>
      )}
      {...(isBoard
        ? {
            renderBody: ({ params, peekRecord }) => (
              <Suspense fallback={null}>
                <BoardView
                  pipelineId={pipeline ?? pipelines[0]?.id}
                  q={params.q}
                  filter={params.filter}
                  onPeek={(id) => peekRecord({ id, version: 0, createdAt: '', updatedAt: '' })}
                />
              </Suspense>
            ),
          }
        : {})}
    />
  );
}
