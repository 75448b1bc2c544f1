import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api } from '~/api/http';
import { cn } from '~/lib/cn';
import { formatNumber } from '~/lib/format';
import { ATTENTION_KINDS, type AttentionKind } from './attention-search';

/** The counts of what is about to be forgotten, each a way to its list. */
export function AttentionLinks({ current }: { current?: AttentionKind }) {
  const { t } = useTranslation('opportunities');
  const counts = useQuery({
    queryKey: ['records', 'opportunities', 'attention', 'counts'],
    queryFn: ({ signal }) => api.get<Record<AttentionKind, number>>('/opportunities/attention/counts', { signal }),
    staleTime: 60_000,
  });
  const shown = ATTENTION_KINDS.filter((kind) => current !== undefined || (counts.data?.[kind] ?? 0) > 0);
  if (shown.length === 0) return null;
  return (
    <nav aria-label={t('attention.label')} className="flex flex-wrap items-center gap-1.5 text-xs">
      <span className="text-muted">{t('attention.label')}:</span>
      {shown.map((kind) => (
        <Link
          key={kind}
          to="/opportunities/attention"
          search={{ kind }}
          aria-current={kind === current ? 'page' : undefined}
          className={cn(
            'inline-flex min-h-7 items-center gap-1.5 rounded-full px-2.5 pointer-coarse:min-h-9',
            kind === current
              ? 'bg-accent-soft font-medium text-accent-soft-foreground'
              : 'bg-warning-soft text-warning-soft-foreground hover:brightness-95',
          )}
        >
          {t(`attention.${kind}`)}
          <span className="font-bold">{counts.data ? formatNumber(counts.data[kind]) : '…'}</span>
        </Link>
      ))}
    </nav>
  );
}
