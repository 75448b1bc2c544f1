import { Injectable } from '@nestjs/common';
import { DataDoor } from '../../platform/database/data-door.js';
import { mustSee } from '../../platform/records/must-see.js';
import { type RecordType, recordTypes } from '../../platform/records/record-type.js';
import type { RecordReader } from '../../platform/records/record-reader.js';
import { RecordStore } from '../../platform/records/record-store.js';
import type { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { readListQuery } from '../../platform/records/list-query.js';
import { whoSees } from '../../platform/records/who-sees.js';
import { peopleOf } from './team-people.js';

/** Somebody, or a team, that could be named in a note. */
export interface Mentionable {
  readonly type: 'user' | 'team';
  readonly id: string;
  readonly name: string;
  /** Whether they may see the record; whoever may not can't be named. */
  readonly sees: boolean;
}

const MOST = 8;

/** Whom a note on a record can name: colleagues and teams that the writer sees, and whether they see the record. */
@Injectable()
export class Mentionables {
  private readonly reader: RecordReader;

  constructor(
    private readonly door: DataDoor,
    store: RecordStore,
  ) {
    this.reader = store.reader;
  }

  /** @throws Problem 400, 403, 404 */
  find(resource: string, id: string, q: string | undefined): Promise<Mentionable[]> {
    return this.door.read(async (uow) => {
      const about = { type: (await mustSee(uow, resource, id)).name, id };
      const people = await this.named(uow, recordTypes.get('user'), 'fullName', q);
      const teams = await this.named(uow, recordTypes.get('team'), 'name', q);
      const seeing = await whoSees(
        uow,
        about,
        people.map((person) => person.id),
      );
      const found: Mentionable[] = people.map((person) => ({ type: 'user', ...person, sees: seeing.has(person.id) }));
      for (const team of teams) {
        const members = await whoSees(uow, about, await peopleOf(uow, [team.id]));
        found.push({ type: 'team', ...team, sees: members.size > 0 });
      }
      return found;
    });
  }

  private async named(
    uow: UnitOfWork,
    type: RecordType,
    title: string,
    q: string | undefined,
  ): Promise<{ id: string; name: string }[]> {
    const { principal } = uow;
    if (!principal.may(type.name, 'view') || !principal.mayRead(type.name, title)) return [];
    const query = readListQuery(type, { q, limit: String(MOST), sort: title }, principal);
    const { data } = await this.reader.list(uow, type, query);
    return data.flatMap((row) =>
      row.active === false || row.kind === 'integration' ? [] : [{ id: row.id, name: String(row[title]) }],
    );
  }
}
