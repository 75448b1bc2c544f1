import { useQuery } from '@tanstack/react-query';
import { UsersRound } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { api } from '~/api/http';
import { cn } from '~/lib/cn';
import { Avatar } from '~/ui/avatar';
import type { Place } from './comment';
import type { Mention } from './mention-text';

interface Mentionable extends Mention {
  sees: boolean;
}

/** Colleagues and teams whose name begins as it is being written; whoever may not see the record can't be chosen. */
export function MentionOptions({
  place,
  query,
  onPick,
}: {
  place: Place;
  query: string;
  onPick: (mention: Mention) => void;
}) {
  const { t } = useTranslation('comments');
  const { data } = useQuery({
    queryKey: ['mentionable', place.resource, place.id, query],
    queryFn: ({ signal }) =>
      api.get<{ data: Mentionable[] }>(`/${place.resource}/${place.id}/mentionable`, { query: { q: query }, signal }),
    placeholderData: (before) => before,
    staleTime: 30_000,
    retry: false,
  });
  if (!data || data.data.length === 0) return null;
  return (
    <ul
      aria-label={t('mention')}
      className="max-h-56 overflow-y-auto rounded-lg border border-hairline bg-surface p-1 shadow-surface"
    >
      {data.data.map((one) => (
        <li key={one.id}>
          <button
            type="button"
            disabled={!one.sees}
            onClick={() => onPick({ type: one.type, id: one.id, name: one.name })}
            className={cn(
              'flex min-h-9 w-full items-center gap-2 rounded-md px-2 text-start text-sm',
              one.sees ? 'cursor-pointer hover:bg-default' : 'text-muted',
            )}
          >
            {one.type === 'team' ? (
              <UsersRound aria-hidden className="size-5 text-muted" />
            ) : (
              <Avatar name={one.name} size="sm" />
            )}
            <span className="min-w-0 truncate">{one.name}</span>
            {one.sees ? null : <span className="ms-auto shrink-0 text-2xs">{t('cannotSee')}</span>}
          </button>
        </li>
      ))}
    </ul>
  );
}
