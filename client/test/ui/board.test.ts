import { describe, expect, it } from 'vitest';
import { cardAbove, gapOfIndex, indexOfGap, type Place, placeByKey } from '~/ui/kanban/board';

const columns = [
  { id: 'a', itemIds: ['one', 'two', 'three'] },
  { id: 'b', itemIds: ['four'] },
  { id: 'c', itemIds: [] },
];
const at = (targetId: string, index: number): Place => ({ targetId, index });

describe('place of a card', () => {
  it('names the card above it, not counting the moved one', () => {
    expect(cardAbove(columns, 'one', at('a', 0))).toBeUndefined();
    expect(cardAbove(columns, 'one', at('a', 1))).toBe('two');
    expect(cardAbove(columns, 'three', at('a', 1))).toBe('one');
    expect(cardAbove(columns, 'one', at('b', 1))).toBe('four');
    expect(cardAbove(columns, 'one', at('won', 0))).toBeUndefined();
  });

  it.each([
    [0, 1, 0],
    [1, 1, 1],
    [2, 1, 1],
    [3, 1, 2],
    [3, -1, 3],
  ])('gap %i of a column in which it stands at %i is index %i', (gap, own, index) => {
    expect(indexOfGap(gap, own)).toBe(index);
  });

  it('draws the line where the card would come to stand', () => {
    for (const own of [-1, 0, 1, 2])
      for (const index of [0, 1, 2]) expect(indexOfGap(gapOfIndex(index, own), own)).toBe(index);
  });
});

describe('keys', () => {
  const board = { columns, outcomeIds: ['won', 'lost'], isRtl: true };
  const go = (from: Place, ...keys: string[]) =>
    keys.reduce<Place>((place, key) => placeByKey(key, place, 'one', board) ?? place, from);

  it('go up and down within the column', () => {
    expect(go(at('a', 0), 'ArrowDown')).toEqual(at('a', 1));
    expect(go(at('a', 0), 'End', 'ArrowDown')).toEqual(at('a', 2));
    expect(go(at('a', 2), 'Home', 'ArrowUp')).toEqual(at('a', 0));
  });

  it('go sideways as the columns stand on screen, and on to the outcomes', () => {
    expect(go(at('a', 2), 'ArrowLeft')).toEqual(at('b', 1));
    expect(go(at('a', 2), 'ArrowLeft', 'ArrowLeft', 'ArrowLeft')).toEqual(at('won', 0));
    expect(go(at('lost', 0), 'ArrowLeft')).toEqual(at('lost', 0));
    expect(go(at('b', 0), 'ArrowRight', 'ArrowRight')).toEqual(at('a', 0));
    expect(placeByKey('ArrowRight', at('a', 0), 'one', { ...board, isRtl: false })).toEqual(at('b', 0));
  });

  it('leave other keys to others', () => {
    expect(placeByKey('Enter', at('a', 0), 'one', board)).toBeUndefined();
  });
});
