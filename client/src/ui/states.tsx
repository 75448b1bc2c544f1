import { CircleAlert, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '~/api/describe';
import { ProblemError } from '~/api/problem';
import { cn } from '~/lib/cn';
import { Button } from './button';
import { Ltr } from './text';

interface EmptyStateProps {
  icon?: LucideIcon;
  title: string;
  /** What to do next, or who can help. */
  text?: ReactNode;
  actions?: ReactNode;
  isCompact?: boolean;
  /** The title is the heading of the whole page. */
  isPage?: boolean;
}

/** A place with nothing in it, that teaches the next step. */
export function EmptyState({ icon: Icon, title, text, actions, isCompact, isPage }: EmptyStateProps) {
  const Title = isPage ? 'h1' : 'p';
  return (
    <div
      className={cn(
        'mx-auto flex max-w-md flex-col items-center text-center',
        isCompact ? 'gap-2 p-5' : 'gap-3 px-6 py-14',
      )}
    >
      {Icon ? (
        <span className="grid size-12 place-items-center rounded-xl bg-accent-soft text-accent-soft-foreground">
          <Icon aria-hidden className="size-6" />
        </span>
      ) : null}
      <Title className={isCompact ? 'text-sm font-medium' : 'text-lg font-bold'}>{title}</Title>
      {text ? <p className="text-sm text-muted">{text}</p> : null}
      {actions ? <div className="mt-2 flex flex-wrap justify-center gap-2">{actions}</div> : null}
    </div>
  );
}

/** A part of the screen that could not be loaded, with a way to try again and the number to report. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation();
  const requestId = error instanceof ProblemError ? error.problem.requestId : undefined;
  return (
    <div role="alert">
      <EmptyState
        icon={CircleAlert}
        title={t('errors.title')}
        text={
          <>
            {describeError(error, t)}
            {requestId ? (
              <span className="mt-1 block text-2xs">
                {t('errors.requestId', { id: '' })}
                <Ltr>{requestId}</Ltr>
              </span>
            ) : null}
          </>
        }
        actions={onRetry ? <Button onPress={onRetry}>{t('actions.retry')}</Button> : undefined}
      />
    </div>
  );
}
