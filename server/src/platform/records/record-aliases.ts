import { Params, scopePredicate } from '../access/scope-predicate.js';
import type { UnitOfWork } from '../database/unit-of-work.js';
import type { RecordType } from './record-type.js';

/** A record that took in the one which another system knows by `externalId`. */
export interface AliasedRecord {
  readonly externalId: string;
  readonly id: string;
  readonly version: number;
}

/** Living records that the caller sees, by external ids of records that were merged into them. */
export function byAlias(uow: UnitOfWork, type: RecordType, externalIds: readonly string[]): Promise<AliasedRecord[]> {
  if (externalIds.length === 0) return Promise.resolve([]);
  const params = new Params();
  const [ids, name] = [params.add(externalIds, '::text[]'), params.add(type.name)];
  const scope = scopePredicate(type, 'view', uow.principal, 't', params);
  return uow.query<AliasedRecord & object>(
    `select a.external_id as "externalId", t.id, t.version from record_aliases a join ${type.table} t on t.id = a.record_id
     where a.record_type = ${name} and a.external_id = any(${ids}) and t.deleted_at is null${scope ? ` and ${scope}` : ''}
     order by t.id`,
    params.values,
  );
}
