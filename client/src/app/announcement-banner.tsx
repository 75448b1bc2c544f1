import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Megaphone } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '~/api/describe';
import { api } from '~/api/http';
import { onLive } from '~/lib/live';
import { notify } from '~/lib/notices';
import { Button } from '~/ui/button';

interface Announcement {
  id: string;
  title: string;
  body: string;
  readAt: string | null;
}

const KEY = ['announcements', 'mine'];
const POLL_MS = 5 * 60_000;

/** What the company tells this person, one after the other, until it is read. */
export function AnnouncementBanner() {
  const { t } = useTranslation('shell');
  const client = useQueryClient();
  const { data } = useQuery({
    queryKey: KEY,
    queryFn: async () => (await api.get<{ data: Announcement[] }>('/me/announcements')).data,
    refetchInterval: POLL_MS,
    retry: false,
  });
  useEffect(
    () =>
      onLive(({ type }) => {
        if (type === 'announcement') void client.invalidateQueries({ queryKey: KEY });
      }),
    [client],
  );
  const read = useMutation({
    mutationFn: (id: string) => api.post(`/announcements/${id}/read`),
    onSuccess: () => client.invalidateQueries({ queryKey: KEY }),
    onError: (error) => notify(describeError(error, t), { tone: 'danger' }),
  });
  const unread = data?.filter((one) => one.readAt === null) ?? [];
  const [first] = unread;
  if (!first) return null;
  return (
    <section
      aria-label={t('announcement.label')}
      className="flex flex-wrap items-center gap-x-3 gap-y-1 bg-accent-soft px-4 py-2 text-sm text-accent-soft-foreground"
    >
      <Megaphone aria-hidden className="size-4 shrink-0" />
      <div className="min-w-0 grow basis-60">
        <strong className="font-bold">{first.title}</strong>
        <p dir="auto" className="max-h-24 overflow-y-auto whitespace-pre-line">
          {first.body}
        </p>
      </div>
      {unread.length > 1 ? (
        <span className="text-xs">{t('announcement.more', { count: unread.length - 1 })}</span>
      ) : null}
      <Button size="sm" isPending={read.isPending} onPress={() => read.mutate(first.id)}>
        {t('announcement.read')}
      </Button>
    </section>
  );
}
