import { useNavigate, useSearch } from '@tanstack/react-router';
import { MessagesSquare, Plus } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '~/app/page';
import { cn } from '~/lib/cn';
import { Button } from '~/ui/button';
import { SearchInput } from '~/ui/search-input';
import { SkeletonText } from '~/ui/skeleton';
import { EmptyState, ErrorState } from '~/ui/states';
import { useConversations } from './conversation';
import { ConversationRow } from './conversation-row';
import { FoundMessages } from './found-messages';
import { MessageThread } from './message-thread';

const NewConversation = lazy(() => import('./new-conversation'));

/** Where people talk: the conversations at the start, the chosen one beside them; one after the other on phones. */
export function ConversationsScreen() {
  const { t } = useTranslation('conversations');
  const { id } = useSearch({ strict: false }) as { id?: string };
  const navigate = useNavigate();
  const list = useConversations();
  const [isOpening, setOpening] = useState(false);
  const [words, setWords] = useState('');
  const choose = (next: string | undefined) => {
    setWords('');
    void navigate({ to: '/conversations', search: next ? { id: next } : {} });
  };
  const chosen = list.data?.find((one) => one.id === id);
  return (
    <Page
      title={t('title')}
      isFull
      actions={
        <Button variant="primary" icon={<Plus aria-hidden />} onPress={() => setOpening(true)}>
          {t('new')}
        </Button>
      }
    >
      <div className="flex min-h-0 grow gap-4">
        <section
          aria-label={t('list')}
          className={cn(
            'flex min-h-0 w-full flex-col rounded-xl border border-hairline bg-surface md:w-80 md:shrink-0',
            id && 'max-md:hidden',
          )}
        >
          <div className="p-2">
            <SearchInput label={t('search')} value={words} onChange={setWords} />
          </div>
          {list.error ? <ErrorState error={list.error} onRetry={() => void list.refetch()} /> : null}
          {list.isLoading ? <SkeletonText lines={6} /> : null}
          {words.trim() ? (
            <FoundMessages words={words.trim()} conversations={list.data ?? []} onChoose={choose} />
          ) : (
            <ul className="min-h-0 grow overflow-y-auto p-1.5">
              {list.data?.map((one) => (
                <ConversationRow
                  key={one.id}
                  conversation={one}
                  isChosen={one.id === id}
                  onChoose={() => choose(one.id)}
                />
              ))}
            </ul>
          )}
          {list.data?.length === 0 && !words ? (
            <EmptyState isCompact icon={MessagesSquare} title={t('none')} text={t('noneHelp')} />
          ) : null}
        </section>
        <section
          aria-label={chosen?.title ?? t('messages')}
          className={cn(
            'flex min-h-0 min-w-0 grow flex-col rounded-xl border border-hairline bg-surface',
            !id && 'max-md:hidden',
          )}
        >
          {chosen ? (
            <MessageThread key={chosen.id} conversation={chosen} onBack={() => choose(undefined)} />
          ) : (
            <EmptyState icon={MessagesSquare} title={t('choose')} />
          )}
        </section>
      </div>
      {isOpening ? (
        <Suspense fallback={null}>
          <NewConversation
            onClose={() => setOpening(false)}
            onOpened={(opened) => {
              setOpening(false);
              choose(opened.id);
            }}
          />
        </Suspense>
      ) : null}
    </Page>
  );
}
