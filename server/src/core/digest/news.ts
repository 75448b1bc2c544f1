import type { Locale } from '../../platform/context/request-context.js';
import type { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { hasMessage, say } from '../../platform/i18n/messages.js';
import { visibleTitles } from '../../platform/records/record-titles.js';
import { recordTypes } from '../../platform/records/record-type.js';

/** One piece of news in a message. */
export interface NewsLine {
  readonly id: string;
  readonly text: string;
  readonly url?: string;
}

interface Row {
  readonly id: string;
  readonly kind: string;
  readonly type: string | null;
  readonly recordId: string | null;
  readonly actorId: string | null;
  readonly times: number;
}

const MOST = 30;

/**
 * What somebody was told and has not read, as sentences: written with the rights that they have at this moment, and made of
 * names alone, so that a message holds nothing that its reader may not see.
 *
 * @param condition further condition on `n`, with `$2` as its value
 */
export async function newsFor(
  uow: UnitOfWork,
  locale: Locale,
  baseUrl: string | undefined,
  condition: string,
  value: unknown,
): Promise<NewsLine[]> {
  const rows = await uow.query<Row & object>(
    `select n.id, n.kind, n.about_type as type, n.about_id as "recordId", n.created_by as "actorId", n.times from notifications n
     where n.user_id = $1 and n.read_at is null and ${condition} order by n.id desc limit ${MOST}`,
    [uow.principal.userId, value],
  );
  const people = await visibleTitles(
    uow,
    'user',
    rows.flatMap(({ actorId }) => actorId ?? []),
  );
  const titles = new Map<string, string>();
  for (const type of new Set(rows.flatMap((row) => row.type ?? []))) {
    const known = recordTypes.find(type);
    if (!known || known.internal || !uow.principal.may(type, 'view')) continue;
    const ids = rows.flatMap((row) => (row.type === type && row.recordId ? [row.recordId] : []));
    for (const [id, title] of await visibleTitles(uow, type, ids)) titles.set(id, title);
  }
  return rows.map(({ id, kind, type, recordId, actorId, times }) => {
    const key = hasMessage(locale, `digest.${kind}`) ? `digest.${kind}` : 'digest.other';
    const actor = people.get(actorId ?? '') ?? say(locale, 'digest.somebody');
    const title = titles.get(recordId ?? '');
    const text = say(locale, key, { actor });
    const often =
      times > 1 ? ` ${say(locale, 'digest.times', { times: new Intl.NumberFormat(locale).format(times) })}` : '';
    const url = baseUrl && type && recordId ? addressOf(baseUrl, type, recordId) : undefined;
    return { id, text: `${text}${title ? ` «${title}»` : ''}${often}`, ...(url ? { url } : {}) };
  });
}

function addressOf(baseUrl: string, type: string, id: string): string | undefined {
  const base = baseUrl.replace(/\/$/, '');
  if (type === 'conversation') return `${base}/conversations?id=${id}`;
  const resource = recordTypes.find(type)?.resource;
  return resource && `${base}/${resource}/${id}`;
}
