import { lazy, type ReactNode, Suspense, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldOf, type RecordTypeInfo } from '~/api/record-types';
import type { ListParams, RecordBase } from '~/api/records';
import { type Figures, useListSummary } from '~/api/summary';
import type { RowGroup } from '~/ui/data-table';
import { isSummable, useFigureChoice } from './figure-choice';
import type { RecordColumn } from './field-columns';
import { groupingOf, groupTitle } from './grouping';
import { groupId, useGroupedRows } from './use-grouped-rows';

// Nothing is added up before the rows are there.
const FigureValue = lazy(() => import('./figures').then((module) => ({ default: module.FigureValue })));
const TotalCell = lazy(() => import('./figures').then((module) => ({ default: module.TotalCell })));

interface Wish {
  type: RecordTypeInfo;
  columns: readonly RecordColumn[];
  /** The list itself. */
  params: ListParams;
  /** What it is split by, as the address has it. */
  group: string | undefined;
  /** False where no list is shown, or where it is too long to be added up unasked. */
  isWanted: boolean;
}

/** Groups and last line of a list: everything the server adds up for it. */
export function useListFigures({ type, columns, params, group, isWanted }: Wish) {
  const { t } = useTranslation(['records', 'common']);
  const choice = useFigureChoice(type.name);
  const grouping = groupingOf(type, group);
  const groupBy = grouping ? group : undefined;
  const fields = columns
    .map((column) => fieldOf(type, column.id))
    .filter((field) => field !== undefined)
    .filter(isSummable);
  const names = fields.map((field) => field.name);
  const answer = useListSummary(
    type.resource,
    { params, fields: names, groupBy },
    groupBy !== undefined || (isWanted && names.length > 0),
  );
  const summary = answer.data;
  const found = useMemo(() => (groupBy ? (summary?.groups ?? []) : []), [groupBy, summary]);
  const grouped = useGroupedRows(type.resource, params, groupBy, found);

  const figuresOf = (figures: Figures): Record<string, ReactNode> =>
    Object.fromEntries(
      fields.flatMap((field) => {
        const values = figures.fields[field.name];
        if (!values) return [];
        const value = (
          <Suspense fallback={null}>
            <FigureValue field={field} value={values[choice.figureOf(field)]} />
          </Suspense>
        );
        return [[field.name, value]];
      }),
    );
  const groups: Array<RowGroup<RecordBase>> | undefined =
    grouping && summary && !summary.capped
      ? found.map((each) => {
          const name = groupTitle(each, grouping, t);
          return {
            id: groupId(each),
            title: <bdi>{name}</bdi>,
            name,
            count: each.count,
            figures: figuresOf(each),
            isOpen: grouped.isOpen(each),
            ...grouped.rowsOf(each),
            onToggle: () => grouped.toggle(each),
            onLoadMore: () => grouped.loadMore(each),
          };
        })
      : undefined;
  const totals: Record<string, ReactNode> | undefined =
    summary && !summary.capped && names.length > 0
      ? Object.fromEntries(
          fields.flatMap((field) => {
            const figures = summary.total.fields[field.name];
            if (!figures) return [];
            const figure = choice.figureOf(field);
            const cell = (
              <Suspense fallback={null}>
                <TotalCell
                  field={field}
                  figures={figures}
                  figure={figure}
                  onChoose={(next) => choice.choose(field, next)}
                />
              </Suspense>
            );
            return [[field.name, cell]];
          }),
        )
      : undefined;
  return {
    grouping,
    groups,
    totals,
    /** Why there are no groups although they were asked for. */
    isTooLong: Boolean(groupBy && summary?.capped),
    hasMoreGroups: Boolean(groupBy && summary?.moreGroups),
    isLoading: groupBy !== undefined && answer.isPending,
    error: groupBy ? answer.error : null,
    /** Rows of the open groups, in their order. */
    rows: groups?.flatMap((each) => (each.isOpen ? each.rows : [])),
    openAll: grouped.openAll,
    closeAll: grouped.closeAll,
  };
}
