import { describe, expect, it } from 'vitest';
import { ProblemError } from '~/api/problem';
import { type Board, type BoardCard, placeOfCard, withMovedCard, withoutCard } from './board/board-data';
import { isRotten, nextStepOf } from './opportunity';
import { requiredFieldsOf } from './outcome/use-opportunity-actions';
import { lineTotal, linesTotal } from './record/line-math';
import { kindOf, type StageMove, staysOf } from './record/stage-stays';

const rial = (amount: string) => ({ amount, currency: 'IRR' });
const card = (id: string, amount: string): BoardCard => ({
  id,
  version: 1,
  name: id,
  accountId: null,
  accountName: null,
  ownerId: null,
  ownerName: null,
  amount: rial(amount),
  probabilityPercent: 10,
  expectedCloseOn: null,
  stageDays: 9,
  rotten: true,
  nextStep: 'none',
  nextStepAt: null,
  tags: [],
});
const board: Board = {
  pipelineId: 'p',
  columns: [
    {
      stageId: 'a',
      name: 'a',
      tone: null,
      probabilityPercent: 10,
      requiredFields: [],
      count: 7,
      sum: rial('1000'),
      weightedSum: rial('100'),
      hasMore: true,
      cards: [card('one', '600'), card('two', '400')],
    },
    {
      stageId: 'b',
      name: 'b',
      tone: null,
      probabilityPercent: 50,
      requiredFields: [],
      count: 0,
      sum: rial('0'),
      weightedSum: rial('0'),
      hasMore: false,
      cards: [],
    },
  ],
};

describe('board', () => {
  it('moves a card to the top of a column with counts, sums and weighted sums', () => {
    const [from, to] = withMovedCard(board, 'one', 'b').columns;
    expect(from).toMatchObject({ count: 6, sum: rial('400'), weightedSum: rial('40') });
    expect(to).toMatchObject({ count: 1, sum: rial('600'), weightedSum: rial('300') });
    expect(to?.cards[0]).toMatchObject({ id: 'one', stageDays: 0, rotten: false, probabilityPercent: 50 });
  });

  it('puts a card below another, also of its own column, whose figures then stay', () => {
    const [own] = withMovedCard(board, 'one', 'a', 'two').columns;
    expect(own?.cards.map(({ id }) => id)).toEqual(['two', 'one']);
    expect(own).toMatchObject({ count: 7, sum: rial('1000'), weightedSum: rial('100') });
    expect(own?.cards[1]).toMatchObject({ stageDays: 9, rotten: true });
    const across = withMovedCard(withMovedCard(board, 'one', 'b'), 'two', 'b', 'one').columns[1];
    expect(across?.cards.map(({ id }) => id)).toEqual(['one', 'two']);
  });

  it('knows the place of a card, so that a move can be taken back', () => {
    expect(placeOfCard(board, 'two')).toEqual({ stageId: 'a', afterId: 'one' });
    expect(placeOfCard(board, 'one')).toEqual({ stageId: 'a', afterId: undefined });
    expect(placeOfCard(board, 'three')).toBeUndefined();
  });

  it('leaves the board alone when the card is not on it', () => {
    expect(withMovedCard(board, 'three', 'b')).toBe(board);
    expect(withoutCard(board, 'three')).toBe(board);
  });
});

describe('requirements of a stage', () => {
  const refusal = (...codes: string[]) =>
    new ProblemError({
      title: '',
      status: 422,
      errors: codes.map((code, at) => ({ path: `field${at}`, code, message: '' })),
    });

  it('are the fields that a refusal names, unless it has another reason as well', () => {
    expect(requiredFieldsOf(refusal('stage.requires', 'stage.requires'))).toEqual(['field0', 'field1']);
    expect(requiredFieldsOf(refusal('stage.requires', 'link.notFound'))).toEqual([]);
    expect(requiredFieldsOf(new Error('x'))).toEqual([]);
  });
});

describe('lines', () => {
  it.each([
    ['3', '10000000', '0', 30_000_000n],
    ['2.5', '1001', '0', 2503n],
    ['1', '1000', '33.33', 667n],
    ['2', '890000000', '3', 1_726_600_000n],
  ])('%s × %s less %s per cent', (quantity, price, discountPercent, total) => {
    expect(lineTotal({ quantity, unitPrice: rial(price), discountPercent })).toBe(total);
  });

  it('add up beyond what a number holds', () => {
    const line = { quantity: '1', unitPrice: rial('9007199254740993'), discountPercent: '0' };
    expect(linesTotal([line, line]).amount).toBe('18014398509481986');
  });
});

describe('way through the stages', () => {
  const move = (toStageId: string, at: string, toStatus = 'open', fromStatus: string | null = 'open'): StageMove => ({
    fromStageId: null,
    toStageId,
    fromStatus,
    toStatus,
    at,
    by: null,
  });
  const moves = [
    move('a', '2026-01-01T00:00:00Z', 'open', null),
    move('b', '2026-01-03T00:00:00Z'),
    move('a', '2026-01-04T00:00:00Z'),
    move('a', '2026-01-05T00:00:00Z', 'lost'),
    move('a', '2026-01-20T00:00:00Z', 'open', 'lost'),
  ];

  it('counts all stays of a stage together, and not the time it was closed', () => {
    const day = 86_400_000;
    expect(staysOf(moves, Date.parse('2026-01-21T00:00:00Z'))).toEqual([
      { stageId: 'a', ms: 4 * day, isNow: true },
      { stageId: 'b', ms: day, isNow: false },
    ]);
  });

  it('says what each move was', () => {
    expect(moves.map(kindOf)).toEqual(['created', 'moved', 'moved', 'lost', 'reopened']);
  });
});

describe('state of an opportunity', () => {
  const now = Date.parse('2026-02-01T00:00:00Z');
  const lying = { status: 'open' as const, stageEnteredAt: '2026-01-10T00:00:00Z', lastActivityAt: null };

  it('is rotten when nothing has touched it for longer than the stage allows', () => {
    expect(isRotten(lying, 14, now)).toBe(true);
    expect(isRotten({ ...lying, lastActivityAt: '2026-01-30T00:00:00Z' }, 14, now)).toBe(false);
    expect(isRotten(lying, null, now)).toBe(false);
    expect(isRotten({ ...lying, status: 'won' }, 14, now)).toBe(false);
  });

  it('marks the next step', () => {
    expect([null, '2026-01-31T00:00:00Z', '2026-02-02T00:00:00Z'].map((at) => nextStepOf(at, now))).toEqual([
      'none',
      'overdue',
      'planned',
    ]);
  });
});
