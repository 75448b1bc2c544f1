import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNames } from '~/features/records/parts/use-names';
import { formatNumber } from '~/lib/format';
import { Card } from '~/ui/card';
import { EmptyState } from '~/ui/states';
import { type Day, leadOf, SECTIONS, type WorkItem } from './day';
import { useWorkActions } from './use-work-actions';
import { WorkRow } from './work-row';

/**
 * Overdue, today and next as one list. By keyboard: arrows or `j` and `k` move, `x` or Space (the button's own key) finishes, `s` puts off until
 * tomorrow, Enter opens the customer.
 */
export function WorkList({ day }: { day: Day }) {
  const { t } = useTranslation('home');
  const navigate = useNavigate();
  const { complete, snooze } = useWorkActions();
  const rows = useRef(new Map<string, HTMLButtonElement>());
  const wanted = useRef<{ index: number; count: number } | null>(null);
  const items = useMemo(() => SECTIONS.flatMap((section) => day[section]), [day]);
  const leadNames = useNames(
    'lead',
    useMemo(() => items.map(leadOf), [items]),
  );
  const [activeId, setActiveId] = useState<string | null>(null);
  const active = Math.max(
    0,
    items.findIndex((item) => item.id === activeId),
  );

  const focus = (index: number) => {
    const item = items[Math.min(Math.max(index, 0), items.length - 1)];
    if (item) rows.current.get(item.id)?.focus();
  };

  // A row that is finished leaves; the one that takes its place gets the focus.
  useEffect(() => {
    if (wanted.current === null || items.length >= wanted.current.count) return;
    focus(wanted.current.index);
    wanted.current = null;
  });

  const finish = (item: WorkItem, work: () => Promise<void>) => {
    if (rows.current.get(item.id) === document.activeElement)
      wanted.current = { index: items.indexOf(item), count: items.length };
    void work();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const item = items[active];
    if (!item || event.ctrlKey || event.metaKey || event.altKey || event.target !== rows.current.get(item.id)) return;
    if (event.code === 'ArrowDown' || event.code === 'KeyJ') focus(active + 1);
    else if (event.code === 'ArrowUp' || event.code === 'KeyK') focus(active - 1);
    else if (event.code === 'KeyX') finish(item, () => complete(item));
    else if (event.code === 'KeyS') finish(item, () => snooze(item, 1));
    else if (event.code === 'Enter') void navigate({ to: hrefOf(item) as '/' });
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  if (items.length === 0)
    return (
      <Card>
        <EmptyState
          isCompact
          title={t('calm')}
          text={day.counts.done > 0 ? t('doneToday', { count: day.counts.done }) : undefined}
        />
      </Card>
    );
  return (
    <Card
      title={t('work')}
      actions={
        <span className="text-xs text-muted">
          {day.counts.done > 0 ? t('doneToday', { count: day.counts.done }) : null}
        </span>
      }
    >
      <div role="presentation" onKeyDown={onKeyDown} className="flex flex-col gap-4">
        {SECTIONS.filter((section) => day[section].length > 0).map((section) => (
          <section key={section} aria-labelledby={`day-${section}`}>
            <h3
              id={`day-${section}`}
              className={
                section === 'overdue' ? 'text-xs font-bold text-danger-soft-foreground' : 'text-xs font-bold text-muted'
              }
            >
              {t(`sections.${section}`)} <span className="font-normal">{formatNumber(day.counts[section])}</span>
            </h3>
            <ul className="mt-1">
              {day[section].map((item) => (
                <WorkRow
                  key={item.id}
                  ref={(element) => {
                    if (element) rows.current.set(item.id, element);
                    else rows.current.delete(item.id);
                  }}
                  item={item}
                  leadName={leadNames.get(leadOf(item) ?? '')}
                  section={section}
                  isActive={items[active]?.id === item.id}
                  onFocus={() => setActiveId(item.id)}
                  onComplete={() => finish(item, () => complete(item))}
                  onSnooze={(days) => finish(item, () => snooze(item, days))}
                />
              ))}
            </ul>
          </section>
        ))}
        <p className="text-2xs text-muted max-md:hidden">{t('keys')}</p>
      </div>
    </Card>
  );
}

function hrefOf(item: WorkItem): string {
  if (item.accountId) return `/accounts/${item.accountId}`;
  if (item.contactId) return `/contacts/${item.contactId}`;
  const leadId = leadOf(item);
  return leadId ? `/leads/${leadId}` : `/activities/${item.id}`;
}
