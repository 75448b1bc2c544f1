import { Link } from '@tanstack/react-router';
import { PanelLeftOpen } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { RecordTypeInfo } from '~/api/record-types';
import type { RecordBase } from '~/api/records';
import { titleOf } from '../parts/fields';

interface NameCellProps {
  type: RecordTypeInfo;
  row: RecordBase;
  href: string;
  onPeek: ((row: RecordBase) => void) | undefined;
}

/** The name of a row: a link to its page, with a button that shows it beside the list. */
export function NameCell({ type, row, href, onPeek }: NameCellProps) {
  const { t } = useTranslation('records');
  const name = titleOf(type, row);
  return (
    <span className="flex min-w-0 items-center gap-1">
      <Link to={href as '/'} tabIndex={-1} className="min-w-0 truncate hover:underline" dir="auto">
        {name}
      </Link>
      {onPeek ? (
        <button
          type="button"
          tabIndex={-1}
          aria-label={t('peek.open', { name })}
          title={t('peek.open', { name })}
          onClick={() => onPeek(row)}
          className="grid size-7 shrink-0 cursor-pointer place-items-center rounded-md text-muted opacity-0 group-hover/row:opacity-100 hover:bg-default hover:text-foreground focus-visible:opacity-100"
        >
          <PanelLeftOpen aria-hidden className="size-4 ltr:-scale-x-100" />
        </button>
      ) : null}
    </span>
  );
}
