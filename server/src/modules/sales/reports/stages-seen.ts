import type { UnitOfWork } from '../../../platform/database/unit-of-work.js';

/** A stage behind its number. */
export interface StagePlace {
  readonly id: string;
  readonly position: number;
}

/** Numbers of the stages that opportunities of a cell were ever in; kept as `1 2 5`. */
export function stagesSeen(seen: string): number[] {
  return seen === '' ? [] : seen.split(' ').map(Number);
}

/** Every stage by its number, of all pipelines, also removed ones: an opportunity may have been there. */
export async function stagePlaces(uow: UnitOfWork): Promise<Map<number, StagePlace>> {
  const rows = await uow.query<StagePlace & { number: number }>(
    'select s.stage_number as number, s.id, s.position from stages s',
  );
  return new Map(rows.map(({ number, ...place }) => [number, place]));
}
