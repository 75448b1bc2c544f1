import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { AuditPageResponse } from '~/api/generated';
import { useLabel, useRecordTypes } from '~/api/record-types';
import { JalaliInstant, Ltr, UserText } from '~/ui/text';

type Entry = AuditPageResponse['data'][number];

/** Records whose page has another address than the resource. */
const PAGES: Readonly<Record<string, string>> = { user: '/admin/users', role: '/admin/roles' };

/** One event: when, who, what, about which record, from where; the rest on demand. */
export function AuditEntryRow({ entry }: { entry: Entry }) {
  const { t } = useTranslation('audit');
  const label = useLabel();
  const type = useRecordTypes().find(({ name }) => name === entry.recordType);
  const hasDetails = Object.keys(entry.details).length > 0;
  const href = type && entry.recordId ? `${PAGES[type.name] ?? `/${type.resource}`}/${entry.recordId}` : undefined;
  return (
    <li className="flex flex-col gap-1 border-b border-hairline py-2 text-sm last:border-0">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <span className="font-medium">{entry.actorName ? <UserText>{entry.actorName}</UserText> : t('system')}</span>
        <span>{entry.label}</span>
        {type ? (
          <span className="flex min-w-0 gap-1 text-muted">
            {label({ fa: type.labels.fa.one, en: type.labels.en.one })}
            {entry.recordTitle && href ? (
              <Link to={href as '/'} className="min-w-0 truncate text-foreground hover:underline">
                <UserText>{entry.recordTitle}</UserText>
              </Link>
            ) : null}
          </span>
        ) : null}
        <span className="ms-auto flex flex-wrap gap-x-3 text-xs text-muted">
          {entry.ip ? <Ltr>{entry.ip}</Ltr> : null}
          <JalaliInstant value={entry.at} />
        </span>
      </div>
      {hasDetails ? (
        <details className="text-xs text-muted">
          <summary className="cursor-pointer">{t('details')}</summary>
          <pre
            dir="ltr"
            className="mt-1 max-h-64 overflow-auto rounded-lg bg-surface-secondary p-2 text-start whitespace-pre-wrap"
          >
            {JSON.stringify(entry.details, null, 2)}
          </pre>
        </details>
      ) : null}
    </li>
  );
}
