import type { UnitOfWork } from '../../platform/database/unit-of-work.js';

/** Active people of the teams. */
export async function peopleOf(uow: UnitOfWork, teamIds: readonly string[]): Promise<string[]> {
  if (teamIds.length === 0) return [];
  const row = await uow.one<{ ids: string[] }>('select people_of_teams($1::uuid[]) as ids', [teamIds]);
  return row?.ids ?? [];
}
