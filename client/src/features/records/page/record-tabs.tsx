import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type TabItem, Tabs } from '~/ui/tabs';

/** The lists of a record's page; the chosen one stands in the address bar as `tab`. */
export function RecordTabs({ items }: { items: readonly TabItem[] }) {
  const { t } = useTranslation('records');
  const { tab } = useSearch({ strict: false }) as { tab?: string };
  const navigate = useNavigate();
  const first = items[0]?.id ?? '';
  const selected = items.some((item) => item.id === tab) ? (tab ?? first) : first;
  return (
    <Tabs
      label={t('page.tabs')}
      items={items}
      selected={selected}
      onSelect={(id) =>
        void navigate({
          to: '.',
          search: ((before: object) => ({ ...before, tab: id === first ? undefined : id })) as never,
          replace: true,
          resetScroll: false,
        })
      }
    />
  );
}
