import { useInfiniteQuery } from '@tanstack/react-query';
import { api } from '~/api/http';
import type { RecordBase } from '~/api/records';

/** Something that happened with a record, as `GET /<resource>/:id/timeline` tells it. */
export interface TimelineEvent {
  kind: string;
  id: string;
  at: string;
  actorId: string | null;
  data: Partial<RecordBase> & Record<string, unknown>;
}

interface TimelinePage {
  data: TimelineEvent[];
  nextCursor: string | null;
}

/** The timeline of an account or a contact, the latest first. */
export function useTimeline(resource: string, id: string, kinds: readonly string[]) {
  const query = useInfiniteQuery({
    queryKey: ['records', resource, 'timeline', id, kinds],
    queryFn: ({ pageParam, signal }) =>
      api.get<TimelinePage>(`/${resource}/${id}/timeline`, {
        query: { kinds: kinds.join(','), cursor: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
  return { ...query, events: query.data?.pages.flatMap((page) => page.data) };
}
