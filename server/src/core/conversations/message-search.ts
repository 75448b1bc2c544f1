import { Injectable } from '@nestjs/common';
import { DataDoor } from '../../platform/database/data-door.js';
import { searchWords } from '../../platform/records/search-words.js';

/** A message that was found. */
export interface FoundMessage {
  readonly id: string;
  readonly conversationId: string;
  readonly body: string;
  readonly createdAt: string;
  readonly createdBy: string | null;
}

const MOST = 50;

/** Finds words in the messages of one's own conversations. */
@Injectable()
export class MessageSearch {
  constructor(private readonly door: DataDoor) {}

  /** Messages with all the words, the latest first. @throws Problem 403 */
  find(q: string): Promise<FoundMessage[]> {
    return this.door.read(async (uow) => {
      uow.principal.authorizeFields('note', ['body']);
      const words = searchWords(q);
      if (words.length === 0) return [];
      return uow.query<FoundMessage & object>(
        `select n.id, n.about_id as "conversationId", n.body, n.created_at as "createdAt", n.created_by as "createdBy"
         from notes n
         where n.about_id in (select c.id from conversations c where c.member_ids @> array[$1::uuid]) and n.deleted_at is null
           and not exists (select 1 from unnest($2::text[]) word where strpos(fa_search(n.body), word) = 0)
         order by n.created_at desc, n.id desc limit ${MOST}`,
        [uow.principal.userId, words],
      );
    });
  }
}
