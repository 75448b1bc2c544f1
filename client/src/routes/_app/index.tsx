import { createFileRoute } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Page } from '~/app/page';
import { today } from '~/lib/calendar';
import { formatDateLong } from '~/lib/format';
import { Card } from '~/ui/card';
import { EmptyState } from '~/ui/states';

export const Route = createFileRoute('/_app/')({ component: Home });

function Home() {
  const { t } = useTranslation('shell');
  return (
    <Page title={t('home.title')} aside={<span className="text-sm text-muted">{formatDateLong(today())}</span>}>
      <Card>
        <EmptyState isCompact title={t('home.calm')} />
      </Card>
    </Page>
  );
}
