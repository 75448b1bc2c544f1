import { MessageSquareReply, Paperclip, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '~/api/describe';
import { api } from '~/api/http';
import { notify } from '~/lib/notices';
import { Avatar } from '~/ui/avatar';
import { Button, IconButton } from '~/ui/button';
import { JalaliInstant, UserText } from '~/ui/text';
import { useDownload } from '../files/use-download';
import { type Comment, type Place, useRefreshComments } from './comment';
import { CommentBox } from './comment-box';
import { CommentText } from './comment-text';
import { ReactionBar } from './reaction-bar';

interface CommentItemProps {
  comment: Comment;
  place: Place;
  /** Absent for an answer: there is no answer to an answer. */
  onReply?: () => void;
}

/** One comment: who, when, what, its attachments and signs; one's own can be changed and removed. */
export function CommentItem({ comment, place, onReply }: CommentItemProps) {
  const { t } = useTranslation(['comments', 'common']);
  const [isEditing, setEditing] = useState(false);
  const refresh = useRefreshComments(place);
  const download = useDownload();
  const author = comment.authorName ?? t('somebody');
  const remove = async () => {
    try {
      await api.delete(`/notes/${comment.id}`, { ifMatch: comment.version });
      await refresh();
      notify(t('removed'), {
        undo: async () => {
          await api.post(`/notes/${comment.id}/restore`);
          await refresh();
        },
      });
    } catch (error) {
      notify(describeError(error, t), { tone: 'danger' });
    }
  };
  if (comment.removed) return <p className="py-1 text-xs text-muted">{t('wasRemoved')}</p>;
  return (
    <article aria-label={t('of', { name: author })} className="flex gap-3">
      <Avatar name={author} size={comment.replyToId ? 'sm' : 'md'} />
      <div className="flex min-w-0 grow flex-col gap-1">
        <header className="flex flex-wrap items-baseline gap-x-2">
          <UserText className="text-sm font-medium">{author}</UserText>
          {comment.createdAt ? <JalaliInstant value={comment.createdAt} className="text-2xs text-muted" /> : null}
          {comment.version > 1 ? <span className="text-2xs text-muted">{t('edited')}</span> : null}
        </header>
        {isEditing ? (
          <CommentBox place={place} edited={comment} label={t('edit')} autoFocus onDone={() => setEditing(false)} />
        ) : (
          <CommentText text={comment.body ?? ''} mentions={comment.mentions} />
        )}
        {comment.files.map((file) => (
          <button
            key={file.id}
            type="button"
            onClick={() => void download(file.id, file.name)}
            className="flex cursor-pointer items-center gap-1.5 self-start text-xs text-muted hover:text-foreground hover:underline"
          >
            <Paperclip aria-hidden className="size-3.5" />
            <UserText>{file.name}</UserText>
          </button>
        ))}
        <footer className="flex flex-wrap items-center gap-1">
          <ReactionBar comment={comment} place={place} />
          {onReply ? (
            <Button size="sm" variant="ghost" icon={<MessageSquareReply aria-hidden />} onPress={onReply}>
              {t('reply')}
            </Button>
          ) : null}
          {comment.mine && !isEditing ? (
            <>
              <IconButton
                size="sm"
                variant="ghost"
                className="text-muted"
                label={t('edit')}
                onPress={() => setEditing(true)}
              >
                <Pencil aria-hidden />
              </IconButton>
              <IconButton
                size="sm"
                variant="ghost"
                className="text-muted"
                label={t('remove')}
                onPress={() => void remove()}
              >
                <Trash2 aria-hidden />
              </IconButton>
            </>
          ) : null}
        </footer>
      </div>
    </article>
  );
}
