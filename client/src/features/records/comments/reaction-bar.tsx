import { Check, CircleQuestionMark, Eye, Heart, type LucideIcon, SmilePlus, ThumbsUp } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { describeError } from '~/api/describe';
import { api } from '~/api/http';
import { cn } from '~/lib/cn';
import { formatNumber } from '~/lib/format';
import { notify } from '~/lib/notices';
import { IconButton } from '~/ui/button';
import { Menu, menuOf } from '~/ui/menu';
import { type Comment, type Place, REACTIONS, type Reaction, useRefreshComments } from './comment';

const ICONS: Record<Reaction, LucideIcon> = {
  agree: ThumbsUp,
  thanks: Heart,
  done: Check,
  seen: Eye,
  question: CircleQuestionMark,
};

/** The signs under a comment, and a menu to give one. */
export function ReactionBar({ comment, place }: { comment: Comment; place: Place }) {
  const { t } = useTranslation(['comments', 'common']);
  const refresh = useRefreshComments(place);
  const react = async (reaction: Reaction, on: boolean) => {
    try {
      await api.post(`/notes/${comment.id}/react`, { reaction, on });
      await refresh();
    } catch (error) {
      notify(describeError(error, t), { tone: 'danger' });
    }
  };
  const isMine = (reaction: Reaction) => comment.reactions.some((one) => one.reaction === reaction && one.mine);
  return (
    <span className="flex flex-wrap items-center gap-1">
      {comment.reactions.map(({ reaction, count, mine, names }) => {
        const Icon = ICONS[reaction];
        const label = `${t(`reactions.${reaction}`)}: ${names.join('، ') || formatNumber(count)}`;
        return (
          <button
            key={reaction}
            type="button"
            aria-pressed={mine}
            aria-label={label}
            title={label}
            onClick={() => void react(reaction, !mine)}
            className={cn(
              'flex min-h-6 cursor-pointer items-center gap-1 rounded-full border px-2 text-2xs pointer-coarse:min-h-9',
              mine
                ? 'border-accent bg-accent-soft text-accent-soft-foreground'
                : 'border-border text-muted hover:bg-default',
            )}
          >
            <Icon aria-hidden className="size-3.5" />
            {formatNumber(count)}
          </button>
        );
      })}
      <Menu
        label={t('react')}
        trigger={
          <IconButton label={t('react')} size="sm" variant="ghost" className="text-muted">
            <SmilePlus aria-hidden />
          </IconButton>
        }
        groups={menuOf(
          ...REACTIONS.map((reaction) => {
            const Icon = ICONS[reaction];
            return {
              id: reaction,
              label: t(`reactions.${reaction}`),
              icon: <Icon aria-hidden />,
              onAction: () => void react(reaction, !isMine(reaction)),
            };
          }),
        )}
      />
    </span>
  );
}
