import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CopyCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { api } from '~/api/http';
import { UserText } from '~/ui/text';
import type { Duplicate, Lead } from './lead';

/** The facts by which two records may be the same; without an id of a lead that is being typed. */
type LeadFacts = Partial<Pick<Lead, 'id' | 'mobile' | 'phone' | 'email' | 'companyName'>>;

/** Leads, contacts and accounts that share a number, an address or the company with a lead. */
export function useLeadDuplicates(lead: LeadFacts) {
  const { mobile, phone, email, companyName, id: except } = lead;
  const query = { mobile, phone, email, companyName, except };
  return useQuery({
    queryKey: ['records', 'leads', 'duplicates', query],
    queryFn: ({ signal }) => api.get<{ data: Duplicate[] }>('/leads/duplicates', { query, signal }),
    enabled: Boolean(mobile || phone || email || companyName),
  });
}

const PAGES = { lead: '/leads', contact: '/contacts', account: '/accounts' } as const;

/** A quiet warning that names who may be the same and why. */
export function DuplicatesNote({ lead }: { lead: LeadFacts }) {
  const { t } = useTranslation('leads');
  const found = useLeadDuplicates(lead).data?.data ?? [];
  if (found.length === 0) return null;
  return (
    <section
      aria-label={t('duplicates.title')}
      className="rounded-xl bg-warning-soft px-4 py-3 text-sm text-warning-soft-foreground"
    >
      <h2 className="flex items-center gap-2 font-medium">
        <CopyCheck aria-hidden className="size-4" />
        {t('duplicates.found', { count: found.length })}
      </h2>
      <ul className="mt-1 flex flex-col gap-1">
        {found.map((duplicate) => (
          <li key={`${duplicate.type}${duplicate.id}`} className="flex flex-wrap items-baseline gap-x-2">
            <Link
              to={`${PAGES[duplicate.type]}/${duplicate.id}` as '/'}
              className="font-medium underline underline-offset-4"
            >
              <UserText>{duplicate.title}</UserText>
            </Link>
            <span className="text-xs">
              {t(`duplicates.types.${duplicate.type}`)}،{' '}
              {duplicate.because.map((reason) => t(`duplicates.because.${reason}`)).join('، ')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
