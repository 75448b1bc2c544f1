import { Link } from '@tanstack/react-router';
import { CalendarClock, Check, ListTodo, Phone, Users } from 'lucide-react';
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { today } from '~/lib/calendar';
import { cn } from '~/lib/cn';
import { formatInstantLong, formatInstantNear, formatTime } from '~/lib/format';
import { IconButton } from '~/ui/button';
import { Chip } from '~/ui/chip';
import { Menu, menuOf } from '~/ui/menu';
import { UserText } from '~/ui/text';
import { daysLate, leadOf, type Section, type WorkItem } from './day';

const ICONS = { task: ListTodo, call: Phone, meeting: Users };
export const SNOOZES = [1, 2, 7] as const;

interface WorkRowProps {
  item: WorkItem;
  /** Name of the lead that it is about; undefined until it is known. */
  leadName: string | undefined;
  section: Section;
  isActive: boolean;
  onFocus: () => void;
  onComplete: () => void;
  onSnooze: (days: number) => void;
  /** The button that finishes it, which also holds the focus of the list. */
  ref?: Ref<HTMLButtonElement>;
}

/** One piece of work: what, for whom, when; finished by its first button. */
export function WorkRow({ item, leadName, section, isActive, onFocus, onComplete, onSnooze, ref }: WorkRowProps) {
  const { t } = useTranslation(['home', 'common']);
  const Icon = ICONS[item.type];
  const late = daysLate(item.dueAt, today());
  return (
    <li className="group flex min-h-12 items-center gap-2 rounded-lg px-2 py-1 focus-within:bg-surface-secondary hover:bg-surface-secondary">
      <button
        ref={ref}
        type="button"
        tabIndex={isActive ? 0 : -1}
        onFocus={onFocus}
        onClick={onComplete}
        aria-label={t('home:complete', { subject: item.subject })}
        title={t('home:completeHint')}
        className="grid size-6 shrink-0 cursor-pointer place-items-center rounded-full border-2 border-border text-transparent hover:border-success hover:text-success pointer-coarse:size-9"
      >
        <Check aria-hidden className="size-3.5" />
      </button>
      <Icon aria-label={t(`home:types.${item.type}`)} className="size-4 shrink-0 text-muted" />
      <div className="min-w-0 grow">
        <div className="flex min-w-0 items-center gap-2">
          <UserText className="truncate text-sm font-medium">{item.subject}</UserText>
          {item.priority === 'urgent' || item.priority === 'high' ? (
            <Chip tone={item.priority === 'urgent' ? 'danger' : 'warning'}>
              {t(`home:priorities.${item.priority}`)}
            </Chip>
          ) : null}
        </div>
        <Whose item={item} leadName={leadName} />
      </div>
      <span
        title={item.dueAt ? formatInstantLong(item.dueAt) : undefined}
        className={cn('shrink-0 text-xs', late > 0 ? 'text-danger-soft-foreground' : 'text-muted')}
      >
        {late > 0 ? t('home:late', { count: late }) : when(item, section)}
      </span>
      <Menu
        label={t('home:snooze')}
        trigger={
          <IconButton label={t('home:snoozeItem', { subject: item.subject })} size="sm" hasTooltip={false}>
            <CalendarClock aria-hidden />
          </IconButton>
        }
        groups={menuOf(
          ...SNOOZES.map((days) => ({
            id: String(days),
            label: t(`home:snoozes.${days}`),
            onAction: () => onSnooze(days),
          })),
        )}
      />
    </li>
  );
}

function Whose({ item, leadName }: Pick<WorkRowProps, 'item' | 'leadName'>) {
  const links = [
    leadName ? { to: `/leads/${leadOf(item)}`, name: leadName } : undefined,
    item.accountId && item.accountName ? { to: `/accounts/${item.accountId}`, name: item.accountName } : undefined,
    item.contactId && item.contactName ? { to: `/contacts/${item.contactId}`, name: item.contactName } : undefined,
  ].filter((link) => link !== undefined);
  if (links.length === 0) return null;
  return (
    <div className="flex min-w-0 gap-3 text-xs text-muted">
      {links.map((link) => (
        <Link key={link.to} to={link.to as '/'} tabIndex={-1} className="truncate hover:underline" dir="auto">
          {link.name}
        </Link>
      ))}
    </div>
  );
}

function when(item: WorkItem, section: Section): string {
  if (!item.dueAt) return '';
  return section === 'today' ? formatTime(item.dueAt) : formatInstantNear(item.dueAt);
}
