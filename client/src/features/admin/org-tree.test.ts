import { describe, expect, it } from 'vitest';
import { type OrgUnit, selfAndBelow, treeLines } from './org-tree';

const unit = (id: string, parentId: string | null) => ({ id, parentId, name: id, code: null }) as OrgUnit;
const UNITS = [unit('c', 'b'), unit('a', null), unit('b', 'a'), unit('d', 'gone')];

describe('the tree of branches', () => {
  it('puts each branch below its parent', () => {
    expect(treeLines(UNITS).map(({ unit: { id }, depth }) => `${depth}${id}`)).toEqual(['0a', '1b', '2c', '0d']);
  });

  it('knows what is below a branch', () => {
    expect([...selfAndBelow(UNITS, 'a')].sort()).toEqual(['a', 'b', 'c']);
  });
});
