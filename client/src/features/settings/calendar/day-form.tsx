import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { IsoDate } from '~/lib/calendar';
import { Button } from '~/ui/button';
import { DatePicker } from '~/ui/date-picker';
import { Input } from '~/ui/input';
import { Select } from '~/ui/select';
import type { DayKind, OwnDay } from './working-calendar';

const KINDS = ['one_off', 'lunar', 'exception', 'ignored'] as const satisfies readonly DayKind[];
const LATIN = (text: string) => text.replace(/[۰-۹]/g, (digit) => String('۰۱۲۳۴۵۶۷۸۹'.indexOf(digit)));

/** Adds one day that differs from the week. */
export function DayForm({ onAdd }: { onAdd: (day: OwnDay) => void }) {
  const { t } = useTranslation(['settings', 'common']);
  const [kind, setKind] = useState<DayKind>('one_off');
  const [date, setDate] = useState<IsoDate | null>(null);
  const [title, setTitle] = useState('');
  const [from, setFrom] = useState('08:00');
  const [to, setTo] = useState('16:00');
  const isHoliday = kind === 'one_off' || kind === 'lunar';
  const add = () => {
    if (!date) return;
    const hours = kind === 'exception' ? [{ from: LATIN(from), to: LATIN(to) }] : [];
    onAdd({ date, kind, title: isHoliday ? title.trim() : '', hours });
    setDate(null);
    setTitle('');
  };
  return (
    <form
      className="grid items-end gap-3 sm:grid-cols-2 lg:grid-cols-4"
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <Select
        label={t('settings:calendar.kind')}
        value={kind}
        onChange={setKind}
        options={KINDS.map((value) => ({ value, label: t(`settings:calendar.kinds.${value}`) }))}
      />
      <DatePicker label={t('settings:calendar.date')} value={date} onChange={setDate} />
      {isHoliday ? (
        <Input label={t('settings:calendar.occasion')} value={title} onChange={setTitle} maxLength={200} />
      ) : null}
      {kind === 'exception' ? (
        <div className="grid grid-cols-2 gap-2">
          <Input label={t('settings:calendar.from')} value={from} onChange={setFrom} isLtr />
          <Input label={t('settings:calendar.to')} value={to} onChange={setTo} isLtr />
        </div>
      ) : null}
      <Button type="submit" icon={<Plus aria-hidden />} isDisabled={!date || (isHoliday && title.trim() === '')}>
        {t('common:actions.add')}
      </Button>
    </form>
  );
}
