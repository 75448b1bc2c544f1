import { Injectable } from '@nestjs/common';
import { DataDoor } from '../../platform/database/data-door.js';
import { Problem } from '../../platform/errors/problem.js';
import { decodeCursor, encodeCursor, listFingerprint } from '../../platform/records/keyset.js';
import { isUuid } from '../../platform/records/field-types.js';
import { visibleIds } from '../../platform/records/record-links.js';
import { recordTypes } from '../../platform/records/record-type.js';
import {
  FileContributions,
  type TimelineItem,
  type TimelineSource,
  type TimelineSubject,
} from './file-contributions.js';

const DEFAULT_LIMIT = 30;
const MAX_LIMIT = 100;

/** The query string of a timeline, as it comes. */
export interface RawTimelineQuery {
  readonly kinds?: unknown;
  readonly cursor?: unknown;
  readonly limit?: unknown;
}

export interface TimelinePage {
  readonly data: TimelineItem[];
  readonly nextCursor: string | null;
}

/** One timeline out of many sources: each gives its next few items, and the latest of all make the page. */
@Injectable()
export class Timeline {
  constructor(
    private readonly door: DataDoor,
    private readonly contributions: FileContributions,
  ) {}

  /** @throws Problem 400, 403, 404 */
  page(subject: TimelineSubject, raw: RawTimelineQuery): Promise<TimelinePage> {
    return this.door.read(async (uow) => {
      const sources = this.chosen(raw.kinds);
      const limit = readLimit(raw.limit);
      const all = this.contributions.sources;
      const fingerprint = listFingerprint(['timeline', subject.type, subject.id, sources.map(({ kind }) => kind)]);
      uow.principal.authorize(subject.type, 'view');
      const seen = isUuid(subject.id) && (await visibleIds(uow, recordTypes.get(subject.type), [subject.id])).size > 0;
      if (!seen) throw Problem.notFound();
      const end = raw.cursor === undefined ? undefined : decodeCursor(String(raw.cursor), fingerprint, 2);
      const [at, kind] = end?.values ?? [];
      const endRank = all.findIndex((source) => source.kind === kind);
      const pages = await Promise.all(
        sources.map((source) => {
          const rank = all.indexOf(source);
          const ties = rank === endRank ? 'same' : rank > endRank ? 'after' : 'before';
          return source.page(uow, subject, end && { at: at as string, id: end.id, ties }, limit + 1);
        }),
      );
      const rankOf = (item: TimelineItem) => all.findIndex((source) => source.kind === item.kind);
      const items = pages.flat().sort((a, b) => compare(b.at, a.at) || rankOf(a) - rankOf(b) || compare(b.id, a.id));
      const data = items.slice(0, limit);
      const last = data.at(-1);
      const more = items.length > limit && last;
      return {
        data,
        nextCursor: more ? encodeCursor(fingerprint, { id: last.id, values: [last.at, last.kind] }) : null,
      };
    });
  }

  private chosen(kinds: unknown): TimelineSource[] {
    const { sources } = this.contributions;
    if (kinds === undefined || kinds === '') return sources;
    const names = String(kinds).split(',');
    const unknown = names.find((name) => !sources.some(({ kind }) => kind === name));
    if (unknown !== undefined) {
      const params = { kinds: sources.map(({ kind }) => kind).join(', ') };
      throw Problem.invalid('query.invalid', [{ path: 'kinds', code: 'timeline.kindUnknown', params }]);
    }
    return sources.filter(({ kind }) => names.includes(kind));
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function readLimit(value: unknown): number {
  const limit = value === undefined ? DEFAULT_LIMIT : Number(value);
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT)
    throw Problem.invalid('query.invalid', [
      { path: 'limit', code: 'limit.invalid', params: { min: 1, max: MAX_LIMIT } },
    ]);
  return limit;
}
