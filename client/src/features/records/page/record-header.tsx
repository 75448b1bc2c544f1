import { Link, useParams } from '@tanstack/react-router';
import { ChevronRight } from 'lucide-react';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { addressOf, type RecordTypeInfo, useLabel } from '~/api/record-types';
import { useMe } from '~/api/session';
import { rememberRecord } from '~/lib/recents';
import { Avatar } from '~/ui/avatar';
import { UserText } from '~/ui/text';
import { PresenceMarks } from '../presence/presence-marks';

export interface KeyFigure {
  id: string;
  label: string;
  value: ReactNode;
  note?: ReactNode;
}

interface RecordHeaderProps {
  type: RecordTypeInfo;
  title: string;
  /** Kind, relation, owner: below the name. */
  about?: ReactNode;
  /** The one primary action, then the menu. */
  actions?: ReactNode;
  figures?: readonly KeyFigure[];
  /** Below everything: the path of stages. */
  children?: ReactNode;
}

/** Head of a record's page. Also names the window. */
export function RecordHeader({ type, title, about, actions, figures = [], children }: RecordHeaderProps) {
  const { t } = useTranslation();
  const label = useLabel();
  const many = label({ fa: type.labels.fa.many, en: type.labels.en.many });
  useEffect(() => {
    document.title = `${title} | ${t('appName')}`;
  }, [title, t]);
  const { id } = useParams({ strict: false }) as { id?: string };
  const userId = useMe()?.user.id;
  useEffect(() => {
    if (id && userId) rememberRecord(userId, { type: type.name, id, title });
  }, [id, userId, type.name, title]);
  return (
    <header className="flex flex-col gap-3 rounded-xl border border-hairline bg-surface px-4 py-3 shadow-surface md:px-5">
      <nav aria-label={t('actions.back')} className="text-xs text-muted">
        <Link to={addressOf(type) as '/'} className="inline-flex items-center gap-0.5 hover:text-foreground">
          <ChevronRight aria-hidden className="size-3.5 ltr:-scale-x-100" />
          {many}
        </Link>
      </nav>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
        <div className="flex min-w-0 grow items-center gap-3">
          <Avatar name={title} size="lg" />
          <div className="min-w-0">
            <h1 className="text-xl leading-8 font-bold break-words">
              <UserText>{title}</UserText>
            </h1>
            {about ? (
              <div className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-muted">{about}</div>
            ) : null}
          </div>
        </div>
        {id ? <PresenceMarks key={id} resource={type.resource} id={id} /> : null}
        {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
      </div>
      {figures.length > 0 ? (
        <div className="grid grid-cols-3 gap-3 border-t border-hairline pt-3">
          {figures.map((figure) => (
            <div key={figure.id} className="min-w-0">
              <div className="truncate text-xs text-muted">{figure.label}</div>
              <div className="text-sm font-bold [&_*]:whitespace-normal sm:text-xl">{figure.value}</div>
              {figure.note ? <div className="text-2xs text-muted">{figure.note}</div> : null}
            </div>
          ))}
        </div>
      ) : null}
      {children}
    </header>
  );
}
