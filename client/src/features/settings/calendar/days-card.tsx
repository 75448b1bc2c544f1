import { useMutation, useQueryClient } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '~/api/describe';
import { api } from '~/api/http';
import { today } from '~/lib/calendar';
import { formatDateLong } from '~/lib/format';
import { notify } from '~/lib/notices';
import { Button, IconButton } from '~/ui/button';
import { Card } from '~/ui/card';
import { Chip } from '~/ui/chip';
import { Switch } from '~/ui/switch';
import { Ltr, UserText } from '~/ui/text';
import { ChangePreview } from './change-preview';
import { DayForm } from './day-form';
import { HolidayFile } from './holiday-file';
import {
  type CalendarDays,
  type OwnDay,
  ownDays,
  withDay,
  withoutDay,
  type WorkingCalendarState,
  workingCalendarQuery,
} from './working-calendar';

/** The days that differ from the week; changes are collected, shown with what they do, and saved together. */
export function DaysCard({ stored }: { stored: WorkingCalendarState }) {
  const { t } = useTranslation('settings');
  const client = useQueryClient();
  const { version, missingLunarYear: _missing, ...before } = stored;
  const [days, setDays] = useState<CalendarDays>(before);
  const [hasPast, setPast] = useState(false);
  const isChanged = JSON.stringify(days) !== JSON.stringify(before);
  const keep = (state: WorkingCalendarState) => {
    client.setQueryData(workingCalendarQuery.queryKey, state);
    void client.invalidateQueries({ queryKey: ['working-days'] });
  };
  const save = useMutation({
    mutationFn: () => api.patch<WorkingCalendarState>('/settings/calendar', days, { ifMatch: version }),
    onSuccess: (saved) => {
      keep(saved);
      notify(t('calendar.saved'), {
        tone: 'success',
        undo: async () => keep(await api.patch('/settings/calendar', before, { ifMatch: saved.version })),
      });
    },
  });
  const all = ownDays(days);
  const shown = hasPast ? all : all.filter(({ date }) => date >= today());
  return (
    <Card title={t('calendar.days')}>
      <p className="mb-3 text-xs text-muted">{t('calendar.daysHelp')}</p>
      <div className="flex flex-col gap-4">
        <Switch
          isSelected={days.observesSolarHolidays}
          onChange={(observesSolarHolidays) => setDays({ ...days, observesSolarHolidays })}
        >
          {t('calendar.solar')}
        </Switch>
        {shown.length === 0 ? <p className="text-sm text-muted">{t('calendar.none')}</p> : null}
        <ul className="flex flex-col">
          {shown.map((day) => (
            <Day
              key={`${day.kind} ${day.date} ${day.title}`}
              day={day}
              onRemove={() => setDays(withoutDay(days, day))}
            />
          ))}
        </ul>
        {all.some(({ date }) => date < today()) ? (
          <Switch isSelected={hasPast} onChange={setPast}>
            {t('calendar.past')}
          </Switch>
        ) : null}
        <DayForm onAdd={(day) => setDays(withDay(days, day))} />
        <HolidayFile onTake={(holidays) => setDays(holidays.reduce(taken, days))} />
        {isChanged ? <ChangePreview days={days} /> : null}
        {save.error ? (
          <p role="alert" className="text-sm text-danger-soft-foreground">
            {describeError(save.error, t)}
          </p>
        ) : null}
        {isChanged ? (
          <div className="flex flex-wrap gap-2">
            <Button variant="primary" isPending={save.isPending} onPress={() => save.mutate()}>
              {t('calendar.save')}
            </Button>
            <Button variant="ghost" onPress={() => setDays(before)}>
              {t('reset')}
            </Button>
          </div>
        ) : null}
      </div>
    </Card>
  );
}

function taken(days: CalendarDays, { date, title }: { date: string; title: string }): CalendarDays {
  return withDay(days, { date, title, kind: 'lunar', hours: [] });
}

function Day({ day, onRemove }: { day: OwnDay; onRemove: () => void }) {
  const { t } = useTranslation('settings');
  return (
    <li className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 border-b border-hairline py-1 text-sm last:border-0">
      <span className="w-52">{formatDateLong(day.date)}</span>
      <Chip tone={day.kind === 'lunar' || day.kind === 'one_off' ? 'danger' : 'information'}>
        {t(`calendar.kinds.${day.kind}`)}
      </Chip>
      <UserText className="min-w-0 grow truncate">{day.title}</UserText>
      {day.kind === 'exception' ? (
        day.hours.length === 0 ? (
          <span className="text-muted">{t('calendar.closed')}</span>
        ) : (
          day.hours.map(({ from, to }) => <Ltr key={from}>{`${from}–${to}`}</Ltr>)
        )
      ) : null}
      <IconButton label={t('calendar.remove', { date: formatDateLong(day.date) })} size="sm" onPress={onRemove}>
        <X aria-hidden />
      </IconButton>
    </li>
  );
}
