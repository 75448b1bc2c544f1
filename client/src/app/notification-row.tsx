import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api } from '~/api/http';
import { useRecordTypes } from '~/api/record-types';
import { cn } from '~/lib/cn';
import { JalaliInstant } from '~/ui/text';

/** One of `GET /notifications`: `kind` names the sentence and `params` fill it in. */
export interface NotificationItem {
  id: string;
  kind: string;
  params: Record<string, unknown>;
  about?: { type: string; id: string } | null;
  /** Who did it. */
  createdBy?: string | null;
  /** How many equal ones it stands for. */
  times?: number;
  readAt?: string | null;
  createdAt: string;
}

export const KINDS = [
  'reminder',
  'assigned',
  'invited',
  'mentioned',
  'replied',
  'reacted',
  'noted',
  'shared',
  'sharedEdit',
  'importDone',
  'importUndone',
  'undoDone',
  'bulkEdited',
  'bulkDeleted',
  'webhookDisabled',
  'handedOver',
  'handoverDone',
] as const;

/** Marks some notifications as read, or all of them. */
export function useReadNotifications() {
  const client = useQueryClient();
  return async (body: { ids: string[] } | { all: true }) => {
    await api.post('/notifications/read', body);
    await client.invalidateQueries({ queryKey: ['notifications'] });
  };
}

/** A notification as a sentence, `actor` its subject; opens what it is about and counts as read from then on. */
export function NotificationRow({
  item,
  actor,
  onOpen,
}: {
  item: NotificationItem;
  actor?: string | undefined;
  onOpen?: () => void;
}) {
  const { t } = useTranslation('shell');
  const navigate = useNavigate();
  const types = useRecordTypes();
  const read = useReadNotifications();
  const open = () => {
    onOpen?.();
    if (!item.readAt) void read({ ids: [item.id] });
    if (!item.about) return;
    const { type, id } = item.about;
    if (type === 'conversation') return void navigate({ to: '/conversations', search: { id } });
    const resource = types.find((candidate) => candidate.name === type)?.resource ?? `${type}s`;
    void navigate({ href: `/${resource}/${id}` });
  };
  const kind = KINDS.find((known) => known === item.kind) ?? 'other';
  return (
    <li>
      <button
        type="button"
        onClick={open}
        className="flex w-full cursor-pointer items-baseline gap-2 rounded-lg px-3 py-2 text-start text-sm outline-offset-0 hover:bg-default"
      >
        <span
          aria-hidden
          className={cn('size-2 shrink-0 self-center rounded-full', item.readAt ? 'bg-transparent' : 'bg-accent')}
        />
        <span className={cn('min-w-0 grow', !item.readAt && 'font-bold')}>
          {t(`notice.${kind}`, { ...item.params, actor: actor ?? t('top.somebody') })}
          {item.times && item.times > 1 ? (
            <span className="ms-1.5 text-2xs text-muted">{t('notice.times', { count: item.times })}</span>
          ) : null}
          {item.readAt ? null : <span className="sr-only"> {t('top.isUnread')}</span>}
        </span>
        <JalaliInstant value={item.createdAt} className="shrink-0 text-2xs text-muted" />
      </button>
    </li>
  );
}
