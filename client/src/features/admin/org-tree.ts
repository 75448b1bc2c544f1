import type { RecordBase } from '~/api/records';

export interface OrgUnit extends RecordBase {
  name: string;
  code: string | null;
  parentId: string | null;
}

export interface TreeLine {
  unit: OrgUnit;
  /** Steps below the top. */
  depth: number;
}

/** Branches in the order of the tree, each below its parent; one whose parent is not there stands at the top. */
export function treeLines(units: readonly OrgUnit[]): TreeLine[] {
  const ids = new Set(units.map((unit) => unit.id));
  const byParent = Map.groupBy(units, (unit) => (unit.parentId && ids.has(unit.parentId) ? unit.parentId : null));
  const below = (parent: string | null, depth: number): TreeLine[] =>
    (byParent.get(parent) ?? []).flatMap((unit) => [{ unit, depth }, ...below(unit.id, depth + 1)]);
  return below(null, 0);
}

/** A branch and everything below it: where it cannot be moved to. */
export function selfAndBelow(units: readonly OrgUnit[], id: string): Set<string> {
  const found = new Set([id]);
  for (let size = 0; size !== found.size; ) {
    size = found.size;
    for (const unit of units) if (unit.parentId && found.has(unit.parentId)) found.add(unit.id);
  }
  return found;
}
