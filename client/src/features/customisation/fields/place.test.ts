import { describe, expect, it } from 'vitest';
import { placesOf } from './place';

const items = (...orders: number[]) => orders.map((order, at) => ({ id: 'abcdef'.charAt(at), order }));

describe('placesOf', () => {
  it('has nothing to say of items that stand in order', () => {
    expect(placesOf(items(10, 20, 35)).size).toBe(0);
  });

  it('gives one moved item a number between its new neighbours', () => {
    expect([...placesOf(items(10, 40, 20, 30))]).toEqual([['b', 15]]);
    expect([...placesOf(items(30, 10, 20))]).toEqual([['a', 4]]);
    expect([...placesOf(items(20, 30, 10))]).toEqual([['c', 40]]);
  });

  it('numbers all anew where there is no room, and leaves those that are right', () => {
    expect([...placesOf(items(0, 0, 0))]).toEqual([
      ['a', 10],
      ['b', 20],
      ['c', 30],
    ]);
    expect([...placesOf(items(10, 15, 11, 12))]).toEqual([
      ['b', 20],
      ['c', 30],
      ['d', 40],
    ]);
  });
});
