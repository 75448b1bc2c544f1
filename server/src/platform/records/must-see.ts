import type { UnitOfWork } from '../database/unit-of-work.js';
import { Problem } from '../errors/problem.js';
import { isUuid } from './field-types.js';
import { visibleIds } from './record-links.js';
import { type RecordType, recordTypes } from './record-type.js';

/**
 * The type of a living record that the caller sees, for what hangs on any record: followers, comments, presence.
 * @throws Problem 403, 404
 */
export async function mustSee(uow: UnitOfWork, resource: string, id: string): Promise<RecordType> {
  const type = recordTypes.byResource(resource);
  if (!type || (type.internal && !type.discussed) || !isUuid(id)) throw Problem.notFound();
  uow.principal.authorize(type.discussed ?? type.name, 'view');
  if (!(await visibleIds(uow, type, [id])).has(id.toLowerCase())) throw Problem.notFound();
  return type;
}
