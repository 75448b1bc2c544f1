import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '~/api/http';
import { fieldOf, labelText, useRecordType } from '~/api/record-types';
import { recordKeys } from '~/api/records';
import { useCan } from '~/api/session';
import type { Money } from '~/lib/format';
import { notify } from '~/lib/notices';
import { Button, IconButton } from '~/ui/button';
import { Card } from '~/ui/card';
import { FormShell } from '~/ui/form-shell';
import { MoneyInput } from '~/ui/money-input';
import { NumberInput } from '~/ui/number-input';
import { SkeletonText } from '~/ui/skeleton';
import { ErrorState } from '~/ui/states';

/** Points of each fact about a lead; the server's own shape. */
interface ScoringRules {
  hasMobile: number;
  hasPhone: number;
  hasEmail: number;
  hasCompany: number;
  hasJobTitle: number;
  hasProductInterest: number;
  hasCity: number;
  sources: Record<string, number>;
  amountBands: Array<{ from: string; points: number }>;
  recentActivity: number;
  recentDays: number;
}

const FACTS = [
  'hasMobile',
  'hasPhone',
  'hasEmail',
  'hasCompany',
  'hasJobTitle',
  'hasProductInterest',
  'hasCity',
] as const;

const key = ['lead-scoring'];

/** The points behind the score of leads, plainly as a list of numbers. */
export default function ScoringPanel() {
  const query = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => api.get<ScoringRules>('/lead-scoring', { signal }),
  });
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <SkeletonText lines={8} />;
  return <ScoringForm key={JSON.stringify(query.data)} rules={query.data} />;
}

function ScoringForm({ rules }: { rules: ScoringRules }) {
  const { t } = useTranslation(['pipelines', 'leads', 'common']);
  const client = useQueryClient();
  const canEdit = useCan('setting', 'edit');
  const sources = fieldOf(useRecordType('lead'), 'source')?.choices ?? [];
  const [draft, setDraft] = useState(rules);
  const set = (patch: Partial<ScoringRules>) => setDraft({ ...draft, ...patch });
  const setBand = (at: number, patch: Partial<ScoringRules['amountBands'][number]>) =>
    set({ amountBands: draft.amountBands.map((band, index) => (index === at ? { ...band, ...patch } : band)) });
  const points = (value: string | null) => Math.round(Number(value ?? 0));
  const isChanged = JSON.stringify(draft) !== JSON.stringify(rules);
  const save = async () => {
    const saved = await api.patch<ScoringRules>('/lead-scoring', draft);
    client.setQueryData(key, saved);
    void client.invalidateQueries({ queryKey: recordKeys.all('leads') });
    notify(t('pipelines:scoring.saved'), { tone: 'success' });
  };
  const number = (label: string, value: number, onChange: (value: number) => void) => (
    <NumberInput
      key={label}
      label={label}
      value={String(value)}
      onChange={(next) => onChange(points(next))}
      isReadOnly={!canEdit}
    />
  );
  return (
    <Card title={t('pipelines:tabs.scoring')}>
      <p className="mb-4 text-sm text-muted">{t('pipelines:scoring.help')}</p>
      <FormShell
        saveLabel={t('common:actions.save')}
        isReady={canEdit && isChanged}
        onCancel={() => setDraft(rules)}
        onSave={save}
      >
        {() => (
          <div className="flex flex-col gap-6">
            <fieldset>
              <legend className="mb-2 text-sm font-bold">{t('pipelines:scoring.facts')}</legend>
              <div className="grid grid-cols-2 gap-3 md:grid-cols-4">
                {FACTS.map((fact) =>
                  number(t(`leads:score.reasons.${fact}`), draft[fact], (value) => set({ [fact]: value })),
                )}
              </div>
            </fieldset>
            <fieldset>
              <legend className="mb-2 text-sm font-bold">{t('pipelines:scoring.sources')}</legend>
              <div className="grid grid-cols-2 gap-3 md:grid-cols-4">
                {sources.map((source) =>
                  number(labelText(source.label), draft.sources[source.value] ?? 0, (value) =>
                    set({ sources: { ...draft.sources, [source.value]: value } }),
                  ),
                )}
              </div>
            </fieldset>
            <fieldset>
              <legend className="mb-2 text-sm font-bold">{t('pipelines:scoring.amounts')}</legend>
              <div className="flex flex-col gap-3">
                {draft.amountBands.map((band, at) => (
                  <div key={at} className="flex items-start gap-3">
                    <MoneyInput
                      label={t('pipelines:scoring.from')}
                      className="w-64"
                      value={{ amount: band.from, currency: 'IRR' }}
                      onChange={(money: Money | null) => setBand(at, { from: money?.amount ?? '0' })}
                      isReadOnly={!canEdit}
                    />
                    <div className="w-28">
                      {number(t('pipelines:scoring.points'), band.points, (value) => setBand(at, { points: value }))}
                    </div>
                    {canEdit ? (
                      <IconButton
                        label={t('common:actions.remove')}
                        size="sm"
                        className="mt-6"
                        onPress={() => set({ amountBands: draft.amountBands.filter((_, index) => index !== at) })}
                      >
                        <X aria-hidden />
                      </IconButton>
                    ) : null}
                  </div>
                ))}
                {canEdit ? (
                  <Button
                    size="sm"
                    className="self-start"
                    icon={<Plus aria-hidden />}
                    onPress={() => set({ amountBands: [...draft.amountBands, { from: '0', points: 0 }] })}
                  >
                    {t('pipelines:scoring.addBand')}
                  </Button>
                ) : null}
              </div>
            </fieldset>
            <fieldset>
              <legend className="mb-2 text-sm font-bold">{t('pipelines:scoring.activity')}</legend>
              <div className="grid grid-cols-2 gap-3 md:grid-cols-4">
                {number(t('pipelines:scoring.points'), draft.recentActivity, (value) => set({ recentActivity: value }))}
                {number(t('pipelines:scoring.recentDays'), draft.recentDays, (value) => set({ recentDays: value }))}
              </div>
            </fieldset>
          </div>
        )}
      </FormShell>
    </Card>
  );
}
