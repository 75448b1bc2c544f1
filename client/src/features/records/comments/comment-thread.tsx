import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '~/ui/button';
import { SkeletonText } from '~/ui/skeleton';
import { EmptyState, ErrorState } from '~/ui/states';
import { type Comment, type Place, useComments } from './comment';
import { CommentBox } from './comment-box';
import { CommentItem } from './comment-item';

/** What people say about a record: write above, the latest first, answers below each. */
export function CommentThread({ place }: { place: Place }) {
  const { t } = useTranslation(['comments', 'common']);
  const thread = useComments(place);
  return (
    <div className="flex flex-col gap-5">
      <CommentBox key={place.id} place={place} label={t('write')} />
      {thread.error ? <ErrorState error={thread.error} onRetry={() => void thread.refetch()} /> : null}
      {thread.isLoading ? <SkeletonText lines={4} /> : null}
      {thread.comments?.length === 0 ? <EmptyState isCompact title={t('none')} text={t('noneHelp')} /> : null}
      {thread.comments?.map((comment) => (
        <CommentWithReplies key={comment.id} comment={comment} place={place} />
      ))}
      {thread.hasNextPage ? (
        <Button
          className="self-center"
          isPending={thread.isFetchingNextPage}
          onPress={() => void thread.fetchNextPage()}
        >
          {t('common:actions.more')}
        </Button>
      ) : null}
    </div>
  );
}

/** A comment, its answers indented below, and the box for another one. */
export function CommentWithReplies({ comment, place }: { comment: Comment; place: Place }) {
  const { t } = useTranslation('comments');
  const [isReplying, setReplying] = useState(false);
  return (
    <div className="flex flex-col gap-3">
      <CommentItem comment={comment} place={place} onReply={() => setReplying(true)} />
      {comment.replies.length > 0 || isReplying ? (
        <div className="ms-4 flex flex-col gap-3 border-s border-hairline ps-4">
          {comment.replies.map((reply) => (
            <CommentItem key={reply.id} comment={reply} place={place} />
          ))}
          {isReplying ? (
            <CommentBox
              place={place}
              replyTo={comment}
              label={t('replyTo')}
              autoFocus
              onDone={() => setReplying(false)}
            />
          ) : null}
        </div>
      ) : null}
    </div>
  );
}
