import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { Compass } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { LinkButton } from '~/ui/button';
import { EmptyState, ErrorState } from '~/ui/states';

/** Stands in for a screen that failed. */
export function RouteError({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  return (
    <ErrorState
      error={error}
      onRetry={() => {
        reset();
        void router.invalidate();
      }}
    />
  );
}

/** Stands in for an address that leads nowhere. */
export function RouteNotFound() {
  const { t } = useTranslation('shell');
  return (
    <EmptyState
      isPage
      icon={Compass}
      title={t('notFound.title')}
      text={t('notFound.text')}
      actions={
        <LinkButton to="/" variant="primary">
          {t('notFound.home')}
        </LinkButton>
      }
    />
  );
}
