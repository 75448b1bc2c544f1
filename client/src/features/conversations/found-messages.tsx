import { useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '~/api/http';
import { JalaliInstant, UserText } from '~/ui/text';
import { type Conversation, type FoundMessage, plainText } from './conversation';

interface FoundMessagesProps {
  words: string;
  conversations: readonly Conversation[];
  onChoose: (conversationId: string) => void;
}

/** Messages with the words, from all of one's conversations. */
export function FoundMessages({ words, conversations, onChoose }: FoundMessagesProps) {
  const { t } = useTranslation('conversations');
  const q = useDeferredValue(words);
  const { data } = useQuery({
    queryKey: ['conversations', 'messages', q],
    queryFn: async ({ signal }) =>
      (await api.get<{ data: FoundMessage[] }>('/conversations/messages', { query: { q }, signal })).data,
    placeholderData: (before) => before,
  });
  if (data?.length === 0) return <p className="p-4 text-center text-sm text-muted">{t('notFound')}</p>;
  return (
    <ul className="min-h-0 grow overflow-y-auto p-1.5">
      {data?.map((message) => (
        <li key={message.id}>
          <button
            type="button"
            onClick={() => onChoose(message.conversationId)}
            className="flex w-full cursor-pointer flex-col gap-0.5 rounded-lg px-2.5 py-1.5 text-start hover:bg-default"
          >
            <span className="flex items-baseline gap-2">
              <UserText className="min-w-0 grow truncate text-sm font-medium">
                {conversations.find((one) => one.id === message.conversationId)?.title ?? ''}
              </UserText>
              <JalaliInstant value={message.createdAt} className="shrink-0 text-2xs text-muted" />
            </span>
            <span dir="auto" className="line-clamp-2 text-xs text-muted">
              {plainText(message.body)}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
