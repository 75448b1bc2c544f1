import { useNavigate } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { lazy, type ReactNode, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addressOf, fieldOf, type RecordTypeInfo, useLabel, useRecordType } from '~/api/record-types';
import { type ListParams, type RecordBase, recordKeys, useRecordList } from '~/api/records';
import { allOf, type Filter } from '~/api/filter';
import { queryClient } from '~/api/query-client';
import { useMe } from '~/api/session';
import { Page } from '~/app/page';
import { useShortcuts } from '~/lib/keyboard';
import { Button } from '~/ui/button';
import { ColumnMenu, DataTable, DensitySwitch, useRowSelection, withWidth } from '~/ui/data-table';
import { FilterBuilder } from '~/ui/filter/filter-builder';
import type { RecordFormOptions } from '../form/record-form-sheet';
import { embedName, titleOf } from '../parts/fields';
import { useFilterFields } from '../parts/use-filter-fields';
import { ConflictHost } from '../save/conflict-host';
import { ExportMenu } from './export-menu';
import { columnsOf, type RecordColumn } from './field-columns';
import { isSummable } from './figure-choice';
import { GroupMenu } from './group-menu';
import { COUNT_CAP, ListCount } from './list-count';
import type { NarrowedList } from './list-empty';
import { ListSearchField } from './list-search-field';
import { ListToolbar } from './list-toolbar';
import { SavedViews } from './saved-views';
import { useColumns } from './use-columns';
import { useFilterNames } from './use-filter-names';
import { useListFigures } from './use-list-figures';
import { useListState } from './use-list-state';
import { rememberView, useOpeningView } from './use-opening-view';
import { type SavedViewRecord, useSavedViews } from './use-saved-views';

/** How long one rests on a row before its page is fetched. */
const REST_MS = 80;
const NO_ROWS: readonly RecordBase[] = [];
const RecordFormSheet = lazy(() => import('../form/record-form-sheet'));
const BulkActions = lazy(() => import('./bulk-actions').then((module) => ({ default: module.BulkActions })));
const ListEmpty = lazy(() => import('./list-empty').then((module) => ({ default: module.ListEmpty })));
const RecordCard = lazy(() => import('./record-card').then((module) => ({ default: module.RecordCard })));
const PeekSheet = lazy(() => import('./peek-sheet'));

/** What a list shows now: for a body of the screen's own, such as a board. */
export interface ListBody {
  params: Pick<ListParams, 'q' | 'filter' | 'sort'>;
  openRecord: (row: RecordBase) => void;
  peekRecord: (row: RecordBase) => void;
}

export interface RecordListScreenProps {
  /** Record type by name: `account`. Everything not said here comes from the registry. */
  type: string;
  /** Columns of the screen's own; one with the id of a field takes its place. */
  columns?: readonly RecordColumn[];
  /** Fields shown until the reader chooses, in this order. */
  defaultColumns?: readonly string[];
  /** Always holds, beside what the reader filters. */
  baseFilter?: Filter;
  /** What is said when `baseFilter` leaves nothing, and the way to a wider list. */
  narrowed?: NarrowedList;
  /** Address of a record; `/<resource>/<id>` without it. */
  hrefOf?: (row: RecordBase) => string;
  /** One row on a phone; name and first columns without it. */
  renderCard?: (row: RecordBase) => ReactNode;
  /** Beside the heading: a switch between table and board. */
  modes?: ReactNode;
  /** At the end of the heading, before «new». */
  actions?: ReactNode;
  /** Between the filters and the rows. */
  above?: ReactNode;
  /** In place of the table. The heading, views, search and filters stay. */
  renderBody?: (body: ListBody) => ReactNode;
  /** Buttons of the bulk bar, before the general ones. */
  renderBulk?: (rows: readonly RecordBase[], clear: () => void) => ReactNode;
  /** Content of the side sheet; the facts without it. */
  renderPeek?: (record: RecordBase, close: () => void) => ReactNode;
  /** The form for a new record; false where records are made elsewhere. */
  form?: RecordFormOptions | false;
  /** Told a row the pointer or the keyboard rests on: the place to fetch what its page needs. */
  onRest?: (row: RecordBase) => void;
  /** Told a new record, in place of the notice that offers to open it. */
  onCreated?: (record: RecordBase) => void;
}

/** The list of any record type: views, search, filters, columns, bulk work, create, export and preview, all from the registry. */
export function RecordListScreen(props: RecordListScreenProps) {
  const type = useRecordType(props.type);
  return type ? <Screen {...props} info={type} /> : null;
}

function Screen(props: RecordListScreenProps & { info: RecordTypeInfo }) {
  const { info, form, hrefOf: ownHrefOf } = props;
  const { t } = useTranslation(['records', 'common']);
  const label = useLabel();
  const navigate = useNavigate();
  const [search, change] = useListState();
  const selection = useRowSelection();
  const active = useRef<RecordBase | null>(null);
  const searchField = useRef<HTMLInputElement>(null);

  const one = label({ fa: info.labels.fa.one, en: info.labels.en.one });
  const many = label({ fa: info.labels.fa.many, en: info.labels.en.many });
  const hrefOf = useCallback(
    (row: RecordBase) => ownHrefOf?.(row) ?? `${addressOf(info)}/${row.id}`,
    [ownHrefOf, info],
  );
  const openRecord = useCallback(
    (row: RecordBase) => {
      // The row is the record: its page has something to show at once and asks for the rest.
      const key = recordKeys.one(info.resource, row.id);
      if (!queryClient.getQueryData(key)) queryClient.setQueryData(key, row);
      void navigate({ to: hrefOf(row) as '/' });
    },
    [navigate, hrefOf, info.resource],
  );
  const peekRecord = useCallback((row: RecordBase) => change({ peek: row.id }, true), [change]);
  const defaults = info.layout?.listColumns ?? props.defaultColumns;
  const canCreate = info.actions.create === true && form !== false;
  const openForm = () => change({ create: true }, true);

  const views = useSavedViews(info.name);
  const view = views.views.find((candidate) => candidate.id === search.view);
  const showView = useCallback(
    (next: SavedViewRecord | undefined, isStep: boolean) =>
      change(
        {
          view: next?.id,
          filter: next?.filter ?? undefined,
          sort: next?.sort ?? undefined,
          group: next?.layout?.group,
        },
        isStep,
      ),
    [change],
  );
  const openView = useCallback((next: SavedViewRecord) => showView(next, false), [showView]);
  const me = useMe();
  const viewer = useMemo(
    () => me && { id: me.user.id, roleIds: me.user.roleIds ?? [], teamIds: me.user.teamIds ?? [] },
    [me],
  );
  useOpeningView({
    recordType: info.name,
    viewer,
    views: views.isLoaded ? views.views : undefined,
    isBare: !(search.view || search.filter || search.q || search.sort || search.group),
    onOpen: openView,
  });
  const columns = useMemo(
    () =>
      columnsOf({
        type: info,
        label,
        hrefOf,
        onPeek: peekRecord,
        ...(props.columns ? { own: props.columns } : {}),
        ...(defaults ? { defaults } : {}),
      }),
    [info, label, hrefOf, peekRecord, props.columns, defaults],
  );
  const { choice, chosen, setChoice, isOwn } = useColumns(info.name, columns, view);
  const filterable = useFilterFields(info);
  const names = useFilterNames(filterable, search.filter);

  const params = useMemo(
    () => ({ q: search.q, filter: allOf(props.baseFilter, search.filter), sort: search.sort }),
    [search.q, search.filter, search.sort, props.baseFilter],
  );
  const include = chosen
    .map((column) => info.fields.find((field) => field.name === column.id))
    .map((field) => field && embedName(field))
    .filter((name) => name !== undefined)
    .join(',');
  const isTable = props.renderBody === undefined;
  const withLinks = { ...params, include: include || undefined };
  const list = useRecordList(
    info.resource,
    { ...withLinks, count: 'estimate' },
    { isEnabled: isTable && !search.group },
  );
  const isMore = list.totalIs === 'estimate' && (list.total ?? 0) >= COUNT_CAP;
  const [addedUp, setAddedUp] = useState('');
  const listKey = JSON.stringify(params);
  const figures = useListFigures({
    type: info,
    columns: chosen,
    params: withLinks,
    group: isTable ? search.group : undefined,
    // A short list is added up unasked; a long one when the reader wants it.
    isWanted: isTable && !list.isPending && (!isMore || addedUp === listKey),
  });
  const rows = figures.rows ?? list.rows;
  const fieldColumns = chosen.map((column) => column.id).filter((id) => info.fields.some((field) => field.name === id));
  const known = useKnownRows(rows);
  const selected = [...selection.ids].map((id) => known.get(id)).filter((row) => row !== undefined);
  const isAllLoaded =
    !figures.grouping &&
    list.hasNextPage &&
    list.rows.length > 0 &&
    list.rows.every((row) => selection.isSelected(row.id));
  const totals =
    figures.totals ??
    (isMore && isTable && !figures.grouping && fieldColumns.some((id) => canAddUp(info, id))
      ? {
          [info.titleField]: (
            <Button size="sm" variant="ghost" className="-ms-2" onPress={() => setAddedUp(listKey)}>
              {t('records:figures.show')}
            </Button>
          ),
        }
      : undefined);
  const isFiltered = Boolean(search.q || search.filter);

  useShortcuts({
    Slash: () => searchField.current?.focus(),
    ...(canCreate ? { KeyN: openForm } : {}),
    KeyP: () => active.current && peekRecord(active.current),
    KeyE: () => active.current && peekRecord(active.current),
  });

  const rest = useRef<ReturnType<typeof setTimeout>>(undefined);
  const onHover = (row: RecordBase) => {
    active.current = row;
    clearTimeout(rest.current);
    rest.current = setTimeout(() => props.onRest?.(row), REST_MS);
  };

  return (
    <Page
      title={many}
      isFull
      aside={
        <>
          {isTable && !figures.grouping ? <ListCount total={list.total} isMore={isMore} /> : null}
          {props.modes}
        </>
      }
      actions={
        <>
          {props.actions}
          {canCreate ? (
            <Button variant="primary" icon={<Plus aria-hidden />} onPress={openForm}>
              <span className="max-md:sr-only">{t('records:list.new', { type: one })}</span>
            </Button>
          ) : null}
        </>
      }
    >
      <ListToolbar
        views={
          <SavedViews
            views={views}
            selected={view}
            content={{
              filter: search.filter ?? null,
              sort: search.sort ?? null,
              columns: isOwn ? choice.shown : null,
              group: search.group ?? null,
            }}
            onSelect={(next) => {
              rememberView(info.name, me?.user.id, next?.id);
              showView(next, true);
            }}
          />
        }
        search={
          <ListSearchField
            ref={searchField}
            label={t('records:list.search', { type: many })}
            value={search.q ?? ''}
            onChange={(q) => change({ q: q || undefined })}
          />
        }
        tools={
          <>
            {isTable ? (
              <GroupMenu
                type={info}
                value={search.group}
                onChange={(group) => change({ group })}
                onOpenAll={figures.openAll}
                onCloseAll={figures.closeAll}
              />
            ) : null}
            {props.renderBody ? null : (
              <span className="hidden items-center gap-1 md:flex">
                <ColumnMenu columns={columns} choice={choice} onChange={setChoice} />
                <DensitySwitch />
              </span>
            )}
            {info.actions.export ? (
              <ExportMenu resource={info.resource} name={many} params={params} columns={fieldColumns} />
            ) : null}
          </>
        }
        above={props.above}
        filters={
          <FilterBuilder
            fields={filterable}
            value={search.filter}
            onChange={(filter) => change({ filter })}
            names={names}
          />
        }
      />
      <div className="min-h-0 grow">
        {props.renderBody?.({ params, openRecord, peekRecord }) ?? (
          <DataTable
            label={many}
            columns={chosen}
            rows={figures.grouping ? NO_ROWS : list.rows}
            {...(figures.groups ? { groups: figures.groups } : {})}
            {...(totals ? { totals } : {})}
            onResize={(id, width) => setChoice(withWidth(choice, id, width))}
            rowId={(row) => row.id}
            rowName={(row) => titleOf(info, row)}
            sort={search.sort}
            onSort={(sort) => change({ sort })}
            onOpen={openRecord}
            onHover={onHover}
            selection={selection}
            isLoading={figures.grouping ? figures.isLoading : list.isLoading || list.isFetchingNextPage}
            hasMore={!figures.grouping && list.hasNextPage}
            onLoadMore={list.loadMore}
            total={isMore ? undefined : list.total}
            renderCard={(row) =>
              props.renderCard?.(row) ?? (
                <Suspense fallback={null}>
                  <RecordCard type={info} row={row} columns={chosen} />
                </Suspense>
              )
            }
            empty={
              <Suspense fallback={null}>
                <ListEmpty
                  error={figures.error ?? list.error}
                  onRetry={() => void list.refetch()}
                  onUngroup={figures.isTooLong ? () => change({ group: undefined }) : undefined}
                  one={one}
                  isFiltered={isFiltered}
                  filter={search.filter}
                  fields={filterable}
                  names={names}
                  narrowed={isFiltered ? undefined : props.narrowed}
                  onClear={() => change({ q: undefined, filter: undefined, view: undefined, group: undefined })}
                  onCreate={canCreate ? openForm : undefined}
                  importHref={info.actions.import ? `/imports?type=${info.name}` : undefined}
                />
              </Suspense>
            }
          />
        )}
      </div>
      <Suspense fallback={null}>
        {selected.length > 0 ? (
          <BulkActions
            key={isAllLoaded ? 'all' : 'some'}
            type={info}
            rows={selected}
            columns={fieldColumns}
            list={isAllLoaded ? { params, total: list.total, isMore } : undefined}
            onClear={selection.clear}
          >
            {props.renderBulk?.(selected, selection.clear)}
          </BulkActions>
        ) : null}
        {search.create && canCreate ? (
          <RecordFormSheet
            {...form}
            type={info}
            onClose={() => change({ create: undefined })}
            {...(props.onCreated ? { onCreated: props.onCreated } : {})}
          />
        ) : null}
        {search.peek ? (
          <PeekSheet
            type={info}
            id={search.peek}
            href={`${addressOf(info)}/${search.peek}`}
            onClose={() => change({ peek: undefined })}
          >
            {props.renderPeek}
          </PeekSheet>
        ) : null}
      </Suspense>
      <ConflictHost />
    </Page>
  );
}

function canAddUp(type: RecordTypeInfo, name: string): boolean {
  const field = fieldOf(type, name);
  return field !== undefined && isSummable(field);
}

/** Rows that were on screen at some time, by id: a selection outlives the list it was made in. */
function useKnownRows(rows: readonly RecordBase[]): ReadonlyMap<string, RecordBase> {
  const known = useRef(new Map<string, RecordBase>());
  for (const row of rows) known.current.set(row.id, row);
  useEffect(() => {
    const map = known.current;
    return () => map.clear();
  }, []);
  return known.current;
}
