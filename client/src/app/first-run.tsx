import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Building2, Sparkles } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '~/api/describe';
import { loadSample, type SampleSize, setupQuery, startEmpty } from '~/api/setup';
import { formatPercent } from '~/lib/format';
import { Button } from '~/ui/button';
import { RadioGroup } from '~/ui/radio-group';
import { Progress } from '~/ui/progress';
import { Logo } from './logo';

const POLL_MS = 1500;

/** Offers a sample company or an empty start, and shows how far the sample has come. */
export function FirstRun() {
  const { t } = useTranslation(['setup', 'common']);
  const client = useQueryClient();
  const navigate = useNavigate();
  const [size, setSize] = useState<SampleSize>('small');
  const setup = useQuery({
    ...setupQuery,
    refetchInterval: (query) => (query.state.data?.state === 'loading' ? POLL_MS : false),
  });
  const again = () => client.invalidateQueries({ queryKey: setupQuery.queryKey });
  const sample = useMutation({ mutationFn: () => loadSample(size), onSettled: again });
  const empty = useMutation({ mutationFn: startEmpty, onSettled: again });
  const state = setup.data?.state;
  const progress = setup.data?.progress;
  const share = progress && progress.total > 0 ? progress.done / progress.total : undefined;
  const error = sample.error ?? empty.error;

  useEffect(() => {
    if (state === 'ready') void client.invalidateQueries().then(() => navigate({ to: '/', replace: true }));
  }, [state, client, navigate]);

  return (
    <main className="grid min-h-dvh place-items-center bg-background p-4">
      <div className="w-full max-w-3xl">
        <Logo className="mb-5 size-12" />
        <h1 className="text-2xl font-bold">{t('title')}</h1>
        {state === 'loading' ? (
          <div className="mt-6 rounded-xl border border-hairline bg-surface p-6 shadow-surface">
            <h2 className="text-lg font-bold">{t('loading')}</h2>
            <p className="mb-4 text-sm text-muted">{t('loadingText')}</p>
            <Progress label={t('loading')} value={share} />
            <p role="status" className="mt-2 text-sm">
              {share === undefined ? '' : formatPercent(share * 100, 0)}
            </p>
          </div>
        ) : (
          <>
            <p className="mb-6 text-sm text-muted">{t('text')}</p>
            {error || setup.data?.failed ? (
              <p role="alert" className="mb-4 rounded-lg bg-danger-soft px-3 py-2 text-sm text-danger-soft-foreground">
                {error ? describeError(error, t) : t('failed')}
              </p>
            ) : null}
            <div className="grid gap-4 md:grid-cols-2">
              <section className="flex flex-col gap-3 rounded-xl border border-hairline bg-surface p-6 shadow-surface">
                <Sparkles aria-hidden className="size-6 text-accent-soft-foreground" />
                <h2 className="text-lg font-bold">{t('sample')}</h2>
                <p className="grow text-sm text-muted">{t('sampleText')}</p>
                <RadioGroup
                  isSegmented
                  label={t('size')}
                  value={size}
                  onChange={setSize}
                  options={[
                    { value: 'small', label: t('small') },
                    { value: 'medium', label: t('medium') },
                    { value: '1m', label: t('million') },
                  ]}
                />
                <Button variant="primary" isPending={sample.isPending} onPress={() => sample.mutate()}>
                  {t('sample')}
                </Button>
              </section>
              <section className="flex flex-col gap-3 rounded-xl border border-hairline bg-surface p-6 shadow-surface">
                <Building2 aria-hidden className="size-6 text-accent-soft-foreground" />
                <h2 className="text-lg font-bold">{t('empty')}</h2>
                <p className="grow text-sm text-muted">{t('emptyText')}</p>
                <Button isPending={empty.isPending} onPress={() => empty.mutate()}>
                  {t('empty')}
                </Button>
              </section>
            </div>
          </>
        )}
      </div>
    </main>
  );
}
