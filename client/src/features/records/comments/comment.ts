import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api } from '~/api/http';
import type { Page } from '~/api/records';
import { onLive } from '~/lib/live';

export const REACTIONS = ['agree', 'thanks', 'done', 'seen', 'question'] as const;
export type Reaction = (typeof REACTIONS)[number];

export interface ReactionSummary {
  reaction: Reaction;
  count: number;
  mine: boolean;
  names: string[];
}

/** One of `GET /<resource>/:id/comments`. */
export interface Comment {
  id: string;
  version: number;
  body: string | null;
  createdAt: string | null;
  updatedAt: string | null;
  createdBy: string | null;
  authorName: string | null;
  replyToId: string | null;
  removed: boolean;
  mine: boolean;
  mentions: Array<{ type: 'user' | 'team'; id: string; name: string }>;
  files: Array<{ id: string; name: string }>;
  reactions: ReactionSummary[];
  replies: Comment[];
}

/** Where comments are about: a record, or a conversation. */
export interface Place {
  /** Record type, as `about.type` names it. */
  type: string;
  resource: string;
  id: string;
}

export const commentsKey = ({ resource, id }: Pick<Place, 'resource' | 'id'>) => ['records', resource, 'comments', id];

/** The comments of a place, the latest first; what others write appears by itself. */
export function useComments(place: Place) {
  const client = useQueryClient();
  const { resource, id } = place;
  const query = useInfiniteQuery({
    queryKey: commentsKey(place),
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<Comment>>(`/${resource}/${id}/comments`, { query: { cursor: pageParam, limit: 30 }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
  useEffect(
    () =>
      onLive(({ type, data }) => {
        if (type === 'record' && data.id === id && data.what === 'notes')
          void client.invalidateQueries({ queryKey: commentsKey({ resource, id }) });
      }),
    [client, resource, id],
  );
  return { ...query, comments: query.data?.pages.flatMap((page) => page.data) };
}

/** Asks for the comments of a place again. */
export function useRefreshComments(place: Place): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: ['records', place.resource] });
}
