import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { Filter } from '~/api/filter';
import { api } from '~/api/http';
import type { Money } from '~/lib/format';
import type { NextStep } from '../opportunity';

/** What a card of the board shows. */
export interface BoardCard {
  id: string;
  version: number;
  name: string | null;
  accountId: string | null;
  accountName: string | null;
  ownerId: string | null;
  ownerName: string | null;
  amount: Money | null;
  probabilityPercent: number | null;
  expectedCloseOn: string | null;
  stageDays: number;
  rotten: boolean;
  nextStep: NextStep;
  nextStepAt: string | null;
  tags: string[];
}

export interface BoardStage {
  stageId: string;
  name: string;
  tone: string | null;
  probabilityPercent: number;
  requiredFields: string[];
  /** Exact, also of cards that have not arrived. */
  count: number;
  sum: Money | null;
  weightedSum: Money | null;
  hasMore: boolean;
  cards: BoardCard[];
}

export interface Board {
  pipelineId: string;
  columns: BoardStage[];
}

export interface BoardParams {
  pipelineId?: string | undefined;
  q?: string | undefined;
  filter?: Filter | undefined;
  /** Cards of each column. */
  limit: number;
}

/** Cards asked for at first, and when a reader reaches the end of a column. The API gives 200 at most. */
export const FIRST_CARDS = 50;
export const MOST_CARDS = 200;

export const boardKey = ['records', 'opportunities', 'board'] as const;

export function boardQuery(params: BoardParams) {
  return queryOptions({
    queryKey: [...boardKey, params],
    queryFn: ({ signal }) => api.get<Board>('/opportunities/board', { query: { ...params }, signal }),
    placeholderData: keepPreviousData,
  });
}

export function findCard(board: Board, id: string): { card: BoardCard; stageId: string; index: number } | undefined {
  for (const column of board.columns) {
    const index = column.cards.findIndex((card) => card.id === id);
    const card = column.cards[index];
    if (card) return { card, stageId: column.stageId, index };
  }
  return undefined;
}

/** A stage, and the card there below which a card stands; on top when there is none. */
export interface CardPlace {
  stageId: string;
  afterId?: string | undefined;
}

export function placeOfCard(board: Board, id: string): CardPlace | undefined {
  const found = findCard(board, id);
  const column = board.columns.find(({ stageId }) => stageId === found?.stageId);
  return found && { stageId: found.stageId, afterId: column?.cards[found.index - 1]?.id };
}

/**
 * The board with a card below `afterId`, or on top, of a column, and the columns' figures as they will be.
 */
export function withMovedCard(board: Board, id: string, stageId: string, afterId?: string): Board {
  const found = findCard(board, id);
  const target = board.columns.find((column) => column.stageId === stageId);
  if (!found || !target) return board;
  const isOwn = found.stageId === stageId;
  const moved = isOwn
    ? found.card
    : { ...found.card, probabilityPercent: target.probabilityPercent, stageDays: 0, rotten: false };
  return {
    ...board,
    columns: withoutCard(board, id).columns.map((column) => {
      if (column.stageId !== stageId) return column;
      const place = 1 + column.cards.findIndex((card) => card.id === afterId);
      return {
        ...column,
        count: column.count + 1,
        sum: added(column.sum, moved.amount, 1n),
        weightedSum: added(column.weightedSum, weighted(moved), 1n),
        cards: column.cards.toSpliced(place, 0, moved),
      };
    }),
  };
}

/** The board without a card: it was won, lost or thrown away. */
export function withoutCard(board: Board, id: string): Board {
  const found = findCard(board, id);
  if (!found) return board;
  return {
    ...board,
    columns: board.columns.map((column) =>
      column.stageId === found.stageId
        ? {
            ...column,
            count: column.count - 1,
            sum: added(column.sum, found.card.amount, -1n),
            weightedSum: added(column.weightedSum, weighted(found.card), -1n),
            cards: column.cards.filter((card) => card.id !== id),
          }
        : column,
    ),
  };
}

/** The board with what an answer of the server says of one card. */
export function withVersion(board: Board, id: string, version: number): Board {
  return {
    ...board,
    columns: board.columns.map((column) =>
      column.cards.some((card) => card.id === id)
        ? { ...column, cards: column.cards.map((card) => (card.id === id ? { ...card, version } : card)) }
        : column,
    ),
  };
}

function weighted(card: BoardCard): Money | null {
  if (!card.amount) return null;
  const hundredths = BigInt(Math.round((card.probabilityPercent ?? 0) * 100));
  return { ...card.amount, amount: ((BigInt(card.amount.amount) * hundredths + 5000n) / 10_000n).toString() };
}

function added(sum: Money | null, part: Money | null, sign: 1n | -1n): Money | null {
  if (!sum || !part) return sum;
  return { ...sum, amount: (BigInt(sum.amount) + sign * BigInt(part.amount)).toString() };
}
