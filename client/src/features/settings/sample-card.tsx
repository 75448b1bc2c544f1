import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '~/api/describe';
import { removeSample, setupQuery } from '~/api/setup';
import { notify } from '~/lib/notices';
import { Button } from '~/ui/button';
import { Card } from '~/ui/card';
import { ConfirmDialog } from '~/ui/confirm';

/** Takes the sample company away. */
export function SampleCard() {
  const { t } = useTranslation(['settings', 'shell', 'common']);
  const client = useQueryClient();
  const { data } = useQuery(setupQuery);
  const [isAsking, setAsking] = useState(false);
  const remove = useMutation({
    mutationFn: removeSample,
    onSuccess: async () => {
      setAsking(false);
      notify(t('shell:sample.removed'), { tone: 'success' });
      await client.invalidateQueries();
    },
    onError: (error) => notify(describeError(error, t), { tone: 'danger' }),
  });
  if (!data?.sampleLoaded) return null;
  return (
    <Card title={t('settings:sample')}>
      <p className="mb-3 text-sm text-muted">{t('shell:sample.confirm')}</p>
      <Button variant="dangerSoft" onPress={() => setAsking(true)}>
        {t('shell:sample.remove')}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setAsking}
        title={t('shell:sample.confirmTitle')}
        confirmLabel={t('shell:sample.remove')}
        isPending={remove.isPending}
        onConfirm={() => remove.mutate()}
      >
        {t('shell:sample.confirm')}
      </ConfirmDialog>
    </Card>
  );
}
