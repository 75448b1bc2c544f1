import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { describeError } from '~/api/describe';
import { api } from '~/api/http';
import { formatNumber } from '~/lib/format';
import { FileDrop } from '~/ui/file-drop';

interface HolidayCsv {
  holidays: { date: string; title: string }[];
  faults: { line: number; code: string }[];
}
const MOST_BYTES = 200_000;
const MOST_FAULTS = 8;

/** Takes the lunar holidays of a year from a CSV file; nothing is taken over while a line cannot be read. */
export function HolidayFile({ onTake }: { onTake: (holidays: HolidayCsv['holidays']) => void }) {
  const { t } = useTranslation(['settings', 'common']);
  const read = useMutation({
    mutationFn: async (file: File) =>
      api.post<HolidayCsv>('/settings/calendar/read-holidays', { csv: await file.text() }),
    onSuccess: ({ holidays, faults }) => {
      if (faults.length === 0) onTake(holidays);
    },
  });
  const faults = read.data?.faults ?? [];
  return (
    <details>
      <summary className="cursor-pointer text-sm text-accent-soft-foreground">{t('settings:calendar.file')}</summary>
      <div className="mt-2 flex flex-col gap-2">
        <FileDrop
          label={t('settings:calendar.file')}
          help={t('settings:calendar.fileHelp')}
          accept={['.csv', '.txt']}
          maxBytes={MOST_BYTES}
          onFiles={([file]) => file && read.mutate(file)}
        />
        <div role="status" className="text-sm">
          {read.data && faults.length === 0 ? t('settings:calendar.taken', { count: read.data.holidays.length }) : null}
          {faults.slice(0, MOST_FAULTS).map(({ line, code }) => (
            <p key={`${line} ${code}`} className="text-danger-soft-foreground">
              {t('settings:calendar.badLine', { line: formatNumber(line) })}
            </p>
          ))}
          {read.error ? <p className="text-danger-soft-foreground">{describeError(read.error, t)}</p> : null}
        </div>
      </div>
    </details>
  );
}
