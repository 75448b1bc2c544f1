import { Injectable } from '@nestjs/common';
import { DataDoor } from '../../platform/database/data-door.js';
import type { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { mustSee } from '../../platform/records/must-see.js';

export interface Follower {
  readonly id: string;
  readonly fullName: string;
  readonly since: string;
}

/** Who wants to hear of a record. Following gives no right to see it. */
@Injectable()
export class Followers {
  constructor(private readonly door: DataDoor) {}

  /** The caller follows the record; once is enough. @throws Problem 403, 404 */
  follow(resource: string, id: string): Promise<Follower[]> {
    return this.door.write(async (uow) => {
      const type = await mustSee(uow, resource, id);
      await uow.execute(
        'insert into follows (user_id, record_type, record_id) values ($1, $2, $3) on conflict do nothing',
        [uow.principal.userId, type.name, id],
      );
      return this.followersOf(uow, id);
    });
  }

  /** The caller no longer follows it. @throws Problem 403, 404 */
  unfollow(resource: string, id: string): Promise<Follower[]> {
    return this.door.write(async (uow) => {
      await mustSee(uow, resource, id);
      await uow.execute('delete from follows where user_id = $1 and record_id = $2', [uow.principal.userId, id]);
      return this.followersOf(uow, id);
    });
  }

  /** Those who follow it, the earliest first. @throws Problem 403, 404 */
  list(resource: string, id: string): Promise<Follower[]> {
    return this.door.read(async (uow) => {
      await mustSee(uow, resource, id);
      return this.followersOf(uow, id);
    });
  }

  private followersOf(uow: UnitOfWork, id: string): Promise<Follower[]> {
    return uow.query<Follower & object>(
      `select u.id, u.full_name as "fullName", f.created_at as since
       from follows f join users u on u.id = f.user_id where f.record_id = $1 order by f.created_at, u.id limit 200`,
      [id],
    );
  }
}
