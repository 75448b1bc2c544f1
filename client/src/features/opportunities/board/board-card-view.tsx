import { useTranslation } from 'react-i18next';
import { cn } from '~/lib/cn';
import { Avatar } from '~/ui/avatar';
import { Money, UserText } from '~/ui/text';
import { NextStepMark } from '../next-step-mark';
import type { BoardCard } from './board-data';

/** Height of a card in pixels; every card has it. */
export const CARD_HEIGHT = 124;

const FULL_FADE = 0.22;

/** What stands below the name of an opportunity on the board. A rotten one turns amber, the longer it lies the more. */
export function BoardCardView({ card, rottenAfterDays }: { card: BoardCard; rottenAfterDays: number | null }) {
  const { t } = useTranslation('opportunities');
  return (
    <>
      {card.rotten ? (
        <span
          aria-hidden
          className="pointer-events-none absolute inset-0 bg-warning"
          style={{ opacity: fade(card.stageDays, rottenAfterDays) }}
        />
      ) : null}
      <div className="relative flex items-center gap-2">
        <p className="min-w-0 grow truncate text-xs text-muted">
          <UserText>{card.accountName ?? ''}</UserText>
        </p>
        {card.ownerName ? (
          <span title={card.ownerName} className="shrink-0">
            <Avatar name={card.ownerName} size="sm" />
            <span className="sr-only">{t('card.owner', { name: card.ownerName })}</span>
          </span>
        ) : null}
      </div>
      <div className="relative mt-auto flex items-center gap-2">
        <Money value={card.amount} isCompact className="min-w-0 truncate text-sm font-medium" />
        <span className="ms-auto flex shrink-0 items-center gap-1.5 text-2xs text-muted">
          <span
            className={cn(card.rotten && 'font-medium text-warning-soft-foreground')}
            title={card.rotten ? t('card.rotten') : t('card.age')}
          >
            {t('card.days', { count: card.stageDays })}
            {card.rotten ? <span className="sr-only">{t('card.rotten')}</span> : null}
          </span>
          <NextStepMark nextStep={card.nextStep} at={card.nextStepAt} />
        </span>
      </div>
    </>
  );
}

function fade(days: number, rottenAfterDays: number | null): number {
  const allowed = Math.max(1, rottenAfterDays ?? 1);
  return Math.min(FULL_FADE, 0.08 + ((days - allowed) / allowed) * 0.07);
}
