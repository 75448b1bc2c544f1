import { Link } from '@tanstack/react-router';
import { ChartColumn, Table2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '~/ui/button';
import { Card } from '~/ui/card';
import { ScrollRegion } from '~/ui/scroll-region';
import { SkeletonBlock } from '~/ui/skeleton';
import { EmptyState, ErrorState } from '~/ui/states';
import type { Drill } from './drill';

/** One row of the table twin: its name, its figures in words, and the rows behind it. */
export interface TwinRow {
  id: string;
  name: string;
  cells: readonly ReactNode[];
  drill?: Drill;
}

interface ReportCardProps {
  /** The finding; stands as the title. */
  finding: string;
  /** What the picture is about, small. */
  subject: string;
  /** Headings of the table twin; the first names the rows. */
  columns: readonly string[];
  rows: readonly TwinRow[];
  /** The picture. */
  children: ReactNode;
  query: { isPending: boolean; error: unknown; refetch: () => unknown };
  /** Nothing to draw. */
  isEmpty?: boolean;
  note?: ReactNode;
  className?: string;
}

/** A picture with the finding as its title and a table twin, whose rows lead to the opportunities behind them. */
export function ReportCard(props: ReportCardProps) {
  const { finding, subject, columns, rows, children, query, isEmpty, note, className } = props;
  const { t } = useTranslation('sales-reports');
  const [isTable, setTable] = useState(false);
  const body = query.error ? (
    <ErrorState error={query.error} onRetry={() => void query.refetch()} />
  ) : query.isPending ? (
    <SkeletonBlock className="h-56 w-full" />
  ) : isEmpty ? (
    <EmptyState isCompact title={t('empty')} text={t('emptyText')} />
  ) : isTable ? (
    <TwinTable caption={finding} columns={columns} rows={rows} />
  ) : (
    <>
      {children}
      {note ? <div className="mt-3 text-xs text-muted">{note}</div> : null}
    </>
  );
  const isReady = !query.isPending && !query.error && !isEmpty;
  return (
    <Card
      className={className ?? ''}
      title={
        <span className="block whitespace-normal pt-1">
          <span className="block text-2xs font-normal text-muted">{subject}</span>
          {isReady ? finding : subject}
        </span>
      }
      actions={
        isReady ? (
          <IconButton label={isTable ? t('showPicture') : t('showTable')} size="sm" onPress={() => setTable(!isTable)}>
            {isTable ? <ChartColumn aria-hidden /> : <Table2 aria-hidden />}
          </IconButton>
        ) : undefined
      }
    >
      {body}
    </Card>
  );
}

export function TwinTable({
  caption,
  columns,
  rows,
}: {
  caption: string;
  columns: readonly string[];
  rows: readonly TwinRow[];
}) {
  return (
    <ScrollRegion label={caption}>
      <table className="w-full text-sm">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className="border-b border-border text-xs text-muted">
            {columns.map((column) => (
              <th key={column} scope="col" className="px-2 py-1.5 text-start font-medium whitespace-nowrap">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} className="border-b border-hairline last:border-0">
              <th scope="row" className="px-2 py-1.5 text-start font-normal">
                {row.drill ? (
                  <Link
                    to="/opportunities"
                    search={row.drill}
                    className="text-accent-soft-foreground underline-offset-4 hover:underline"
                  >
                    {row.name}
                  </Link>
                ) : (
                  row.name
                )}
              </th>
              {row.cells.map((cell, at) => (
                <td key={at} className="px-2 py-1.5 whitespace-nowrap">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
