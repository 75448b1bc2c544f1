import { useQueryClient } from '@tanstack/react-query';
import { ArrowRight } from 'lucide-react';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '~/api/http';
import { useComments } from '~/features/records/comments/comment';
import { CommentBox } from '~/features/records/comments/comment-box';
import { CommentWithReplies } from '~/features/records/comments/comment-thread';
import { Button, IconButton } from '~/ui/button';
import { SkeletonText } from '~/ui/skeleton';
import { ErrorState } from '~/ui/states';
import { UserText } from '~/ui/text';
import type { Conversation } from './conversation';

/** One conversation: what was said, the latest at the foot, and a box to write. Being open counts as read. */
export function MessageThread({ conversation, onBack }: { conversation: Conversation; onBack: () => void }) {
  const { t } = useTranslation(['conversations', 'comments']);
  const client = useQueryClient();
  const { id, title, lastAt } = conversation;
  const place = useMemo(() => ({ type: 'conversation', resource: 'conversations', id }), [id]);
  const thread = useComments(place);
  const end = useRef<HTMLDivElement>(null);
  const latest = thread.comments?.[0]?.id;
  const isLoaded = thread.comments !== undefined;
  useEffect(() => {
    if (!isLoaded) return;
    end.current?.scrollIntoView({ block: 'end' });
    void api
      .post(`/conversations/${id}/read`)
      .then(() =>
        Promise.all([
          client.invalidateQueries({ queryKey: ['conversations', 'list'] }),
          client.invalidateQueries({ queryKey: ['unread'] }),
        ]),
      )
      .catch(() => undefined);
  }, [client, id, latest, isLoaded, lastAt]);
  return (
    <>
      <header className="flex min-h-12 items-center gap-2 border-b border-hairline px-3">
        <IconButton label={t('conversations:back')} variant="ghost" className="md:hidden" onPress={onBack}>
          <ArrowRight aria-hidden className="ltr:-scale-x-100" />
        </IconButton>
        <h2 className="min-w-0 truncate font-medium">
          <UserText>{title}</UserText>
        </h2>
      </header>
      <div className="flex min-h-0 grow flex-col gap-5 overflow-y-auto p-4">
        {thread.error ? <ErrorState error={thread.error} onRetry={() => void thread.refetch()} /> : null}
        {thread.isLoading ? <SkeletonText lines={5} /> : null}
        {thread.hasNextPage ? (
          <Button
            size="sm"
            className="self-center"
            isPending={thread.isFetchingNextPage}
            onPress={() => void thread.fetchNextPage()}
          >
            {t('conversations:earlier')}
          </Button>
        ) : null}
        {thread.comments?.toReversed().map((comment) => (
          <CommentWithReplies key={comment.id} comment={comment} place={place} />
        ))}
        <div ref={end} />
      </div>
      <div className="border-t border-hairline p-3">
        <CommentBox place={place} label={t('conversations:write')} placeholder={t('conversations:placeholder')} />
      </div>
    </>
  );
}
