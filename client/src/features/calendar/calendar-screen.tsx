import { useNavigate, useSearch } from '@tanstack/react-router';
import { ChevronRight, ListTodo, Plus } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRecordType } from '~/api/record-types';
import { useCan, useMe } from '~/api/session';
import { Page } from '~/app/page';
import { ConflictHost } from '~/features/records/save/conflict-host';
import { fromTehran, type IsoDate, today } from '~/lib/calendar';
import { cn } from '~/lib/cn';
import { formatMonth } from '~/lib/format';
import { useShortcuts } from '~/lib/keyboard';
import { useMediaQuery } from '~/lib/media';
import { useWorkingDays } from '~/api/working-days';
import { Button, IconButton, LinkButton } from '~/ui/button';
import { type CalendarEvent, MonthView, WeekView } from '~/ui/jalali-calendar';
import { RadioGroup } from '~/ui/radio-group';
import { ErrorState } from '~/ui/states';
import { calendarSearch, shownDays, startDate, stepped, VIEWS } from './calendar-search';
import { DayAgenda } from './day-agenda';
import { useCalendarEvents } from './use-calendar-events';

const RecordFormSheet = lazy(() => import('~/features/records/form/record-form-sheet'));
const PeekSheet = lazy(() => import('~/features/records/list/peek-sheet'));

const NINE = 9 * 60;
const MAIN_FIELDS = ['subject', 'type', 'startAt', 'endAt', 'accountId', 'contactId', 'attendeeUserIds', 'assigneeId'];

/** Activities by month and week of the Jalali calendar. */
export function CalendarScreen() {
  const { t } = useTranslation(['calendar', 'activities', 'common']);
  const navigate = useNavigate();
  const me = useMe();
  const type = useRecordType('activity');
  const canCreate = useCan('activity', 'create');
  const search = calendarSearch(useSearch({ strict: false }) as Record<string, unknown>);
  const isPhone = useMediaQuery('(max-width: 767px)');
  const date = startDate(search.date);
  const view = isPhone ? 'week' : (search.view ?? 'month');
  const [from, until] = shownDays(view, date);
  const { events, isCut, most, error, refetch } = useCalendarEvents(from, until, search.whose !== 'everyone');
  const [startAt, setStartAt] = useState<string | null>(null);
  const { holidays } = useWorkingDays(from, until);

  const change = (patch: Record<string, unknown>) =>
    void navigate({ to: '.', search: ((before: object) => ({ ...before, ...patch })) as never });
  const step = (steps: number) => change({ date: stepped(view, date, steps) });
  const open = (event: CalendarEvent) => change({ peek: event.id });
  const createOn = (day: IsoDate) => canCreate && setStartAt(fromTehran(day, NINE).toISOString());
  useShortcuts({ KeyN: () => createOn(date), KeyT: () => change({ date: undefined }) });

  return (
    <Page
      title={t('title')}
      isFull
      aside={
        <LinkButton to="/activities" size="sm" variant="ghost" icon={<ListTodo aria-hidden />}>
          {t('activities:list')}
        </LinkButton>
      }
      actions={
        canCreate ? (
          <Button variant="primary" icon={<Plus aria-hidden />} onPress={() => createOn(date)}>
            {t('new')}
          </Button>
        ) : undefined
      }
    >
      <div className="flex flex-wrap items-center gap-2">
        <IconButton label={t('previous')} onPress={() => step(-1)}>
          <ChevronRight aria-hidden className="ltr:-scale-x-100" />
        </IconButton>
        <IconButton label={t('next')} onPress={() => step(1)}>
          <ChevronRight aria-hidden className="rtl:-scale-x-100" />
        </IconButton>
        <Button size="sm" variant="outline" isDisabled={date === today()} onPress={() => change({ date: undefined })}>
          {t('common:actions.today')}
        </Button>
        <h2 aria-live="polite" className="text-base font-bold">
          {formatMonth(date)}
        </h2>
        <div className={cn('flex flex-wrap gap-2', !isPhone && 'ms-auto')}>
          <RadioGroup
            label={t('whose')}
            hideLabel
            isSegmented
            value={search.whose ?? 'mine'}
            onChange={(whose) => change({ whose: whose === 'mine' ? undefined : whose })}
            options={[
              { value: 'mine', label: t('mine') },
              { value: 'everyone', label: t('everyone') },
            ]}
          />
          {isPhone ? null : (
            <RadioGroup
              label={t('view')}
              hideLabel
              isSegmented
              value={view}
              onChange={(next) => change({ view: next })}
              options={VIEWS.map((each) => ({ value: each, label: t(each) }))}
            />
          )}
        </div>
      </div>
      {isCut ? <p className="text-xs text-muted">{t('many', { count: most })}</p> : null}
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {isPhone ? (
        <DayAgenda
          date={date}
          events={events}
          holidays={holidays}
          onPickDay={(day) => change({ date: day })}
          onOpen={open}
        />
      ) : view === 'month' ? (
        <MonthView date={date} events={events} holidays={holidays} onOpen={open} onPickDay={createOn} />
      ) : (
        <WeekView
          date={date}
          events={events}
          holidays={holidays}
          onOpen={open}
          onPickTime={(instant) => canCreate && setStartAt(instant)}
        />
      )}
      <Suspense fallback={null}>
        {startAt && type ? (
          <RecordFormSheet
            type={type}
            mainFields={MAIN_FIELDS}
            initial={{ type: 'meeting', startAt, assigneeId: me?.user.id }}
            onClose={() => setStartAt(null)}
            onCreated={() => void refetch()}
          />
        ) : null}
        {search.peek && type ? (
          <PeekSheet
            type={type}
            id={search.peek}
            href={`/activities/${search.peek}`}
            onClose={() => change({ peek: undefined })}
          />
        ) : null}
      </Suspense>
      <ConflictHost />
    </Page>
  );
}
