import { Link } from '@tanstack/react-router';
import { Eye, HelpCircle } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useCan, useMe } from '~/api/session';
import { Button } from '~/ui/button';
import { Card } from '~/ui/card';
import { useViewAs } from './use-view-as';

/** From a user's page: why they see something, and looking as they do. */
export function UserAccessCard({ userId }: { userId: string }) {
  const { t } = useTranslation('access');
  const me = useMe()?.user.id;
  const mayExplain = useCan('access', 'edit');
  const mayView = useCan('viewAs', 'edit') && me !== userId;
  const viewAs = useViewAs();
  if (!mayExplain && !mayView) return null;
  return (
    <Card title={t('ofUser')}>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 text-sm">
        {mayExplain ? (
          <Link
            to="/admin/access"
            search={{ userId }}
            className="inline-flex min-h-9 items-center gap-2 rounded-lg px-2 font-medium text-accent hover:bg-default"
          >
            <HelpCircle aria-hidden className="size-4" />
            {t('title')}
          </Link>
        ) : null}
        {mayView ? (
          <Button icon={<Eye aria-hidden />} onPress={() => void viewAs(userId)}>
            {t('viewAs')}
          </Button>
        ) : null}
      </div>
      {mayView ? <p className="mt-2 text-xs text-muted">{t('viewAsHelp')}</p> : null}
    </Card>
  );
}
