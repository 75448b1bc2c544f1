import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '~/api/describe';
import { useCan } from '~/api/session';
import { removeSample, setupQuery } from '~/api/setup';
import { notify } from '~/lib/notices';
import { Button } from '~/ui/button';
import { ConfirmDialog } from '~/ui/confirm';

/** Reminds that what is on screen is the sample company, and takes it away again. */
export function SampleBanner() {
  const { t } = useTranslation('shell');
  const client = useQueryClient();
  const { data } = useQuery(setupQuery);
  const canRemove = useCan('setting', 'edit');
  const [isAsking, setAsking] = useState(false);
  const remove = useMutation({
    mutationFn: removeSample,
    onSuccess: async () => {
      setAsking(false);
      notify(t('sample.removed'), { tone: 'success' });
      await client.invalidateQueries();
    },
    onError: (error) => notify(describeError(error, t), { tone: 'danger' }),
  });
  if (!data?.sampleLoaded || !canRemove) return null;
  return (
    <section
      aria-label={t('sample.banner')}
      className="flex flex-wrap items-center justify-center gap-x-3 bg-info-soft px-4 py-1 text-xs text-info-soft-foreground"
    >
      {t('sample.banner')}
      <Button size="sm" variant="ghost" className="text-info-soft-foreground underline" onPress={() => setAsking(true)}>
        {t('sample.remove')}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setAsking}
        title={t('sample.confirmTitle')}
        confirmLabel={t('sample.remove')}
        isPending={remove.isPending}
        onConfirm={() => remove.mutate()}
      >
        {t('sample.confirm')}
      </ConfirmDialog>
    </section>
  );
}
