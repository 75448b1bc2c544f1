import { Injectable } from '@nestjs/common';
import { Params, scopePredicate } from '../../platform/access/scope-predicate.js';
import { DataDoor } from '../../platform/database/data-door.js';
import { Problem } from '../../platform/errors/problem.js';
import { likeText } from '../../platform/filters/filter-compiler.js';
import { containsForbidden, normalizeKey } from '../../platform/persian/index.js';
import { recordTypes } from '../../platform/records/record-type.js';

const LIMIT = 20;
const CANDIDATES = 60;

/** Tags to choose from while typing: only those that some record which the caller sees really carries. */
@Injectable()
export class TagSuggestions {
  constructor(private readonly door: DataDoor) {}

  /** @throws Problem 400 for a type without tags, 403 */
  suggest(typeName: unknown, q: unknown): Promise<string[]> {
    const type = typeof typeName === 'string' ? recordTypes.find(typeName) : undefined;
    const tags = type && [...type.fields.values()].find((field) => field.type === 'tags');
    if (!type || !tags) throw Problem.invalid('query.invalid', [{ path: 'type', code: 'tags.typeUnknown' }]);
    if (q !== undefined && (typeof q !== 'string' || q.length > 60 || containsForbidden(q)))
      throw Problem.invalid('query.invalid', [{ path: 'q', code: 'field.tooLong', params: { max: 60 } }]);
    const key = likeText(normalizeKey(q ?? ''));
    return this.door.read(async (uow) => {
      uow.principal.authorize(type.name, 'view');
      if (!uow.principal.mayRead(type.name, tags.name)) throw Problem.forbidden('access.denied');
      const params = new Params();
      const [record, inside, start] = [params.add(type.name), params.add(`%${key}%`), params.add(`${key}%`)];
      const scope = scopePredicate(type, 'view', uow.principal, 't', params);
      const rows = await uow.query<{ tag: string }>(
        `select c.tag from (
           select n.tag, n.tag_key from tag_names n where n.record_type = ${record} and n.tag_key like ${inside}
           order by n.tag_key like ${start} desc, n.tag_key limit ${CANDIDATES}
         ) c
         where exists (select 1 from ${type.table} t
           where t.${tags.column} @> array[c.tag] and t.deleted_at is null${scope ? ` and ${scope}` : ''})
         order by c.tag_key like ${start} desc, c.tag_key limit ${LIMIT}`,
        params.values,
      );
      return rows.map((row) => row.tag);
    });
  }
}
