import { Injectable } from '@nestjs/common';
import { decodePosition, encodePosition, readLimit } from '../changes/change-cursor.js';
import { DataDoor } from '../database/data-door.js';
import { SETTINGS } from './setting-definitions.js';

/** One setting at one moment of change. */
export interface SettingChange {
  readonly id: string;
  /** Instant. */
  readonly at: string;
  readonly setting: string;
  readonly before: unknown;
  readonly after: unknown;
  /** Null when the product itself set it. */
  readonly actorId: string | null;
  readonly actorName: string | null;
}

export interface SettingChanges {
  readonly data: readonly SettingChange[];
  readonly nextCursor: string | null;
}

/** Reads who changed which setting from the log of changes. */
@Injectable()
export class SettingsHistory {
  constructor(private readonly door: DataDoor) {}

  /** The latest first. The route lets in only those who may change settings. @throws Problem 400 */
  page(cursor: unknown, limit: unknown): Promise<SettingChanges> {
    const below = typeof cursor === 'string' && cursor !== '' ? decodePosition('settings', cursor, 'cursor') : null;
    const most = readLimit(limit);
    return this.door.read(async (uow) => {
      // The log shows records to those who see them; settings are no records.
      const rows = await uow.elevated('history of the settings', () =>
        uow.query<SettingChange>(
          `select c.seq as id, c.at, s.name as setting, c.before -> s.name as before, c.after -> s.name as after,
             c.actor_id as "actorId", u.full_name as "actorName"
           from unnest($1::text[]) s (name)
           join changes c on c.record_id = md5('setting/' || s.name)::uuid and c.record_type = 'setting'
           left join users u on u.id = c.actor_id
           where $2::bigint is null or c.seq < $2
           order by c.seq desc limit $3`,
          [SETTINGS.map(({ name }) => name), below, most + 1],
        ),
      );
      const data = rows.slice(0, most);
      const last = data.at(-1);
      return { data, nextCursor: rows.length > most && last ? encodePosition('settings', last.id) : null };
    });
  }
}
