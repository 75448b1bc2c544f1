import { useNavigate, useSearch } from '@tanstack/react-router';
import { CalendarDays } from 'lucide-react';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '~/api/session';
import { RecordListScreen } from '~/features/records/list/record-list-screen';
import { cn } from '~/lib/cn';
import { LinkButton } from '~/ui/button';
import { ACTIVITY_MAIN_FIELDS, activitySearch, asActivity, FILTERS, SHOWS, type Show } from './activity';
import { ActivityCard, useActivityColumns } from './activity-columns';

const COLUMNS = ['dueAt', 'accountId', 'contactId', 'priority', 'assigneeId', 'outcome'];

/** Tasks, calls and meetings; one's own open ones first. */
export function ActivityList() {
  const { t, i18n } = useTranslation('activities');
  const navigate = useNavigate();
  const me = useMe();
  const { show = 'mine' } = activitySearch(useSearch({ strict: false }) as Record<string, unknown>);
  const change = useCallback(
    (patch: Record<string, unknown>) =>
      void navigate({ to: '.', search: ((before: object) => ({ ...before, ...patch })) as never }),
    [navigate],
  );
  const peek = useCallback((id: string) => change({ peek: id }), [change]);
  const columns = useActivityColumns(peek);
  const base = FILTERS[show];
  return (
    <RecordListScreen
      key={i18n.language}
      type="activity"
      columns={columns}
      defaultColumns={COLUMNS}
      {...(base
        ? {
            baseFilter: base,
            narrowed: {
              title: t(`nothing.${show}`),
              text: t('nothing.text'),
              widen: t('nothing.widen'),
              onWiden: () => change({ show: 'all' }),
            },
          }
        : {})}
      modes={
        <LinkButton to="/calendar" size="sm" variant="ghost" icon={<CalendarDays aria-hidden />}>
          {t('calendar')}
        </LinkButton>
      }
      above={<Shows show={show} onChange={(next) => change({ show: next === 'mine' ? undefined : next })} />}
      form={{ mainFields: ACTIVITY_MAIN_FIELDS, initial: me ? { assigneeId: me.user.id } : {} }}
      renderCard={(row) => <ActivityCard activity={asActivity(row)} />}
    />
  );
}

function Shows({ show, onChange }: { show: Show; onChange: (show: Show) => void }) {
  const { t } = useTranslation('activities');
  return (
    <div role="group" aria-label={t('show.label')} className="flex flex-wrap gap-1">
      {SHOWS.map((each) => (
        <button
          key={each}
          type="button"
          aria-pressed={each === show}
          onClick={() => onChange(each)}
          className={cn(
            'min-h-8 cursor-pointer rounded-full px-3 text-xs pointer-coarse:min-h-11',
            each === show ? 'bg-accent-soft font-medium text-accent-soft-foreground' : 'text-muted hover:bg-default',
          )}
        >
          {t(`show.${each}`)}
        </button>
      ))}
    </div>
  );
}
