import { UsersRound } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { cn } from '~/lib/cn';
import { formatNumber } from '~/lib/format';
import { Avatar } from '~/ui/avatar';
import { JalaliInstant, UserText } from '~/ui/text';
import { type Conversation, plainText } from './conversation';

interface ConversationRowProps {
  conversation: Conversation;
  isChosen: boolean;
  onChoose: () => void;
}

/** A conversation in the list: with whom, the last word, and how much is unread. */
export function ConversationRow({ conversation, isChosen, onChoose }: ConversationRowProps) {
  const { t } = useTranslation('conversations');
  const { title, kind, lastAt, lastText, unread } = conversation;
  return (
    <li>
      <button
        type="button"
        aria-current={isChosen ? 'true' : undefined}
        onClick={onChoose}
        className={cn(
          'flex min-h-14 w-full cursor-pointer items-center gap-3 rounded-lg px-2.5 py-1.5 text-start outline-offset-0',
          isChosen ? 'bg-accent-soft' : 'hover:bg-default',
        )}
      >
        {kind === 'team' ? (
          <span className="grid size-8 shrink-0 place-items-center rounded-full bg-default text-default-foreground">
            <UsersRound aria-hidden className="size-4" />
          </span>
        ) : (
          <Avatar name={title} />
        )}
        <span className="flex min-w-0 grow flex-col">
          <span className="flex items-baseline gap-2">
            <UserText className={cn('min-w-0 grow truncate text-sm', unread > 0 ? 'font-bold' : 'font-medium')}>
              {title}
            </UserText>
            <JalaliInstant value={lastAt} className="shrink-0 text-2xs text-muted" />
          </span>
          <span className="flex items-center gap-2 text-xs text-muted">
            <span dir="auto" className="min-w-0 grow truncate text-start">
              {plainText(lastText ?? '')}
            </span>
            {unread > 0 ? (
              <span className="rounded-full bg-accent px-1.5 text-2xs text-accent-foreground">
                <span aria-hidden>{formatNumber(unread)}</span>
                <span className="sr-only">{t('unread', { count: unread })}</span>
              </span>
            ) : null}
          </span>
        </span>
      </button>
    </li>
  );
}
