import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api } from '~/api/http';
import { onLive } from '~/lib/live';

/** One of `GET /conversations`. */
export interface Conversation {
  id: string;
  kind: 'direct' | 'team';
  teamId: string | null;
  title: string;
  memberIds: string[];
  lastAt: string;
  lastText: string | null;
  lastBy: string | null;
  unread: number;
}

export interface FoundMessage {
  id: string;
  conversationId: string;
  body: string;
  createdAt: string;
  createdBy: string | null;
}

export const conversationsKey = ['conversations', 'list'];

/** One's own conversations, the latest word first; kept up to date by the stream. */
export function useConversations() {
  const client = useQueryClient();
  useEffect(
    () =>
      onLive(({ type, data }) => {
        if (type === 'record' && data.type === 'conversation')
          void client.invalidateQueries({ queryKey: ['conversations'] });
      }),
    [client],
  );
  return useQuery({
    queryKey: conversationsKey,
    queryFn: async ({ signal }) => (await api.get<{ data: Conversation[] }>('/conversations', { signal })).data,
  });
}

/** Text of a message without the ids of those whom it names. */
export function plainText(text: string): string {
  return text.replaceAll(/@\[(?:team:)?[0-9a-f-]{36}\]/gi, '@…');
}
