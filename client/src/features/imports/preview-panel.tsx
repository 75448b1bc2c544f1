import { useTranslation } from 'react-i18next';
import { cn } from '~/lib/cn';
import { formatNumber, localDigits } from '~/lib/format';
import { Card, Stat } from '~/ui/card';
import { Chip } from '~/ui/chip';
import { Select } from '~/ui/select';
import { UserText } from '~/ui/text';
import type { ImportJob, ImportPreview, PreviewRow } from './import';

const NONE = '-';
const COUNTS = ['created', 'updated', 'unchanged', 'failed'] as const;
const TONES = { created: 'success', updated: 'information', unchanged: 'neutral', failed: 'danger' } as const;

interface PreviewPanelProps {
  job: ImportJob;
  preview: ImportPreview;
  /** Told that a word of a column means the record of this name. */
  onWord: (column: string, word: string, title: string) => void;
}

/** What a run would do with the first rows, with the faults of each cell and the names that were not found. */
export function PreviewPanel({ job, preview, onWord }: PreviewPanelProps) {
  const { t } = useTranslation('imports');
  return (
    <Card title={t('preview')} isFlush>
      <div className="grid grid-cols-2 gap-4 px-4 py-2 sm:grid-cols-4">
        {COUNTS.map((name) => (
          <Stat key={name} label={t(`counts.${name}`)} value={formatNumber(preview[name])} />
        ))}
      </div>
      <p className="px-4 pb-2 text-xs text-muted">{t('tried', { number: formatNumber(preview.tried) })}</p>
      {preview.unknownWords.length > 0 ? (
        <section className="border-t border-hairline px-4 py-3">
          <h3 className="text-sm font-bold">{t('unknown')}</h3>
          <ul className="mt-2 flex flex-col gap-2">
            {preview.unknownWords.map((word) => (
              <li key={`${word.field}-${word.text}`} className="flex flex-wrap items-center gap-3 text-sm">
                <UserText className="min-w-40">{word.text}</UserText>
                <span className="text-xs text-muted">{t('times', { number: formatNumber(word.count) })}</span>
                {word.suggestions.length > 0 && word.column ? (
                  <Select
                    label={t('meant', { word: word.text })}
                    hideLabel
                    className="w-64"
                    value={null}
                    placeholder={t('isIt')}
                    onChange={(title) => title !== NONE && onWord(word.column ?? '', word.text, title)}
                    options={word.suggestions.map(({ title }) => ({ value: title, label: title }))}
                  />
                ) : (
                  <span className="text-xs text-muted">{t('noSuggestion')}</span>
                )}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <div
        className="max-h-96 overflow-auto border-t border-hairline"
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to be reached by the keyboard
        tabIndex={0}
        role="region"
        aria-label={t('preview')}
      >
        <table className="w-full text-xs">
          <thead className="sticky top-0 bg-surface-secondary text-muted">
            <tr>
              <th scope="col" className="px-3 py-2 text-start font-medium">
                {t('line')}
              </th>
              <th scope="col" className="px-3 py-2 text-start font-medium">
                {t('outcome')}
              </th>
              {job.columns.map((column) => (
                <th
                  key={column.name}
                  scope="col"
                  className="px-3 py-2 text-start font-medium whitespace-nowrap"
                  dir="auto"
                >
                  {column.name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {preview.rows.map((row) => (
              <PreviewLine key={row.line} job={job} row={row} />
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}

function PreviewLine({ job, row }: { job: ImportJob; row: PreviewRow }) {
  const { t } = useTranslation('imports');
  const loose = row.errors.filter((error) => !error.column);
  return (
    <tr className="border-t border-hairline align-top">
      <td className="px-3 py-2 text-muted">{localDigits(row.line)}</td>
      <td className="px-3 py-2">
        <Chip tone={TONES[row.status]}>{t(`counts.${row.status}`)}</Chip>
        {loose.map((error) => (
          <p key={error.path} className="mt-1 min-w-40 text-danger-soft-foreground">
            {error.message}
          </p>
        ))}
      </td>
      {job.columns.map((column, index) => {
        const faults = row.errors.filter((error) => error.column === column.name);
        return (
          <td key={column.name} className={cn('px-3 py-2', faults.length > 0 && 'bg-danger-soft')}>
            <span className="block max-w-52 truncate" dir="auto">
              {row.cells[index]}
            </span>
            {faults.map((fault) => (
              <span key={fault.message} className="block min-w-40 text-danger-soft-foreground">
                {fault.message}
              </span>
            ))}
          </td>
        );
      })}
    </tr>
  );
}
