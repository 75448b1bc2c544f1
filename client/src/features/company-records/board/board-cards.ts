import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { allOf, type Filter } from '~/api/filter';
import { api } from '~/api/http';
import type { FieldInfo } from '~/api/record-types';
import { type ListParams, type Page, type RecordBase, recordKeys } from '~/api/records';

/** Cards asked for at first, and when a reader reaches the end of a column. The API gives 200 at most. */
export const FIRST_CARDS = 50;
export const MOST_CARDS = 200;
/** Id of the column of records that have no choice yet. */
export const NONE = '';

/** The cards of all columns as one page of a list, so that a change on screen reaches them, and what the server said of the columns. */
export interface BoardPage extends Page<RecordBase> {
  /** Column in which a card stood when it came. */
  columnOf: Record<string, string>;
  /** Records of each column when the cards came, counted up to 10,000. */
  counts: Record<string, number>;
}

/** One column with the cards that stand there now. */
export interface CardColumn {
  id: string;
  cards: RecordBase[];
  count: number;
  /** The server has more than it gave. */
  hasMore: boolean;
}

interface BoardParams extends Pick<ListParams, 'q' | 'filter' | 'sort'> {
  include: string | undefined;
  /** Cards of each column. */
  limit: number;
}

/** Records of a type in columns by a choice of theirs: each column is a list of its own. */
export function boardQuery(resource: string, field: FieldInfo, params: BoardParams) {
  return queryOptions({
    queryKey: [...recordKeys.lists(resource), 'board', field.name, params],
    queryFn: async ({ signal }): Promise<BoardPage> => {
      const pages = await Promise.all(
        columnIds(field).map(async (id) => {
          const query = { ...params, filter: allOf(params.filter, conditionOf(field, id)), count: 'estimate' };
          return { id, page: await api.get<Page<RecordBase>>(`/${resource}`, { query, signal }) };
        }),
      );
      return {
        data: pages.flatMap(({ page }) => page.data),
        nextCursor: null,
        columnOf: Object.fromEntries(pages.flatMap(({ id, page }) => page.data.map((row) => [row.id, id]))),
        counts: Object.fromEntries(pages.map(({ id, page }) => [id, page.total ?? page.data.length])),
      };
    },
    placeholderData: keepPreviousData,
  });
}

/** Leaves the records of one column. */
export function conditionOf(field: FieldInfo, columnId: string): Filter {
  return columnId === NONE ? { field: field.name, op: 'empty' } : { field: field.name, op: 'eq', value: columnId };
}

/** The columns as they are on screen: a card that was moved is on top of its new column, and counted there. */
export function columnsOfBoard(board: BoardPage, field: FieldInfo): CardColumn[] {
  const here = Map.groupBy(board.data, (row) => columnOfRow(row, field));
  const cameTo = Map.groupBy(board.data, (row) => board.columnOf[row.id] ?? NONE);
  return columnIds(field).map((id) => {
    const cards = here.get(id) ?? [];
    const came = cameTo.get(id)?.length ?? 0;
    const count = board.counts[id] ?? 0;
    return {
      id,
      cards: [
        ...cards.filter((row) => board.columnOf[row.id] !== id),
        ...cards.filter((row) => board.columnOf[row.id] === id),
      ],
      count: count - came + cards.length,
      hasMore: count > came,
    };
  });
}

export function columnOfRow(row: RecordBase, field: FieldInfo): string {
  const value = row[field.name];
  return typeof value === 'string' ? value : NONE;
}

function columnIds(field: FieldInfo): string[] {
  return [NONE, ...(field.choices ?? []).map((choice) => choice.value)];
}
