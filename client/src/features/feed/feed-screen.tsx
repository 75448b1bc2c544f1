import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Rss } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { api } from '~/api/http';
import { useLabel, useRecordTypes } from '~/api/record-types';
import type { Page as ListPage } from '~/api/records';
import { Page } from '~/app/page';
import { eventItem } from '~/features/records/timeline/event-item';
import { useDownload } from '~/features/records/files/use-download';
import { Button } from '~/ui/button';
import { Card } from '~/ui/card';
import { SkeletonText } from '~/ui/skeleton';
import { EmptyState, ErrorState } from '~/ui/states';
import { UserText } from '~/ui/text';
import { Timeline } from '~/ui/timeline';

/** One of `GET /me/feed`. */
interface FeedItem {
  kind: 'change' | 'note';
  id: string;
  at: string;
  actorId: string | null;
  actorName: string | null;
  record: { type: string; id: string; title: string };
  data: Record<string, unknown>;
}

/** What becomes of the records that one follows, the latest first. */
export function FeedScreen() {
  const { t } = useTranslation(['feed', 'records', 'common', 'history', 'timeline']);
  const label = useLabel();
  const types = useRecordTypes();
  const download = useDownload();
  const feed = useInfiniteQuery({
    queryKey: ['feed'],
    queryFn: ({ pageParam, signal }) =>
      api.get<ListPage<FeedItem>>('/me/feed', { query: { cursor: pageParam, limit: 50 }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
  const items = feed.data?.pages.flatMap((page) => page.data);
  const hrefOf = ({ type, id }: FeedItem['record']) =>
    `/${types.find((known) => known.name === type)?.resource ?? `${type}s`}/${id}`;
  return (
    <Page title={t('feed:title')}>
      <Card>
        {feed.error ? <ErrorState error={feed.error} onRetry={() => void feed.refetch()} /> : null}
        {feed.isLoading ? <SkeletonText lines={8} /> : null}
        {items?.length === 0 ? (
          <EmptyState icon={Rss} title={t('feed:none')} text={t('feed:noneHelp')} />
        ) : items ? (
          <Timeline
            items={items.map((item) => {
              const event = eventItem(
                { ...item, data: { ...item.data, recordType: item.record.type } },
                {
                  t: (key, values) =>
                    t((key.includes(':') ? key : `records:${key}`) as 'records:removed', values ?? {}),
                  label,
                  nameOf: () => item.actorName ?? undefined,
                  typeOf: (name) => types.find((type) => type.name === name),
                  onOpenFile: (id, name) => void download(id, name),
                },
              );
              return {
                ...event,
                title: (
                  <span className="flex flex-wrap items-center gap-x-2">
                    <Link to={hrefOf(item.record) as '/'} className="hover:underline">
                      <UserText>{item.record.title}</UserText>
                    </Link>
                    {event.title}
                  </span>
                ),
              };
            })}
            footer={
              feed.hasNextPage ? (
                <Button
                  className="self-center"
                  isPending={feed.isFetchingNextPage}
                  onPress={() => void feed.fetchNextPage()}
                >
                  {t('timeline:more')}
                </Button>
              ) : null
            }
          />
        ) : null}
      </Card>
    </Page>
  );
}
