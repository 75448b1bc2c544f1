import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useLabel, useRecordType, useRecordTypes } from '~/api/record-types';
import { useCan, useMe } from '~/api/session';
import { Page } from '~/app/page';
import { Card } from '~/ui/card';
import { RecordPicker } from '~/ui/record-picker';
import { Select } from '~/ui/select';
import { SkeletonText } from '~/ui/skeleton';
import { ErrorState } from '~/ui/states';
import { AdminNav } from '../admin-nav';
import { ACTIONS } from '../role';
import { explainSearch, type ExplainSearch } from './explain-search';
import { explanationQuery } from './explanation';
import { ExplanationView } from './explanation-view';

const ANY = '-';

/** «Why do they see it, why not?»: a person, a record, an action and perhaps a field, and the rule in words. */
export function ExplainScreen() {
  const { t } = useTranslation('access');
  const me = useMe();
  const label = useLabel();
  const navigate = useNavigate();
  const asked = explainSearch(useSearch({ strict: false }) as Record<string, unknown>);
  const mayAskOthers = useCan('access', 'edit');
  const search: ExplainSearch = {
    ...asked,
    userId: mayAskOthers ? asked.userId : undefined,
    recordType: asked.recordType ?? 'account',
    action: asked.action ?? 'view',
  };
  const types = useRecordTypes();
  const type = useRecordType(search.recordType ?? '');
  const { data, error, isFetching, refetch } = useQuery(explanationQuery(search));
  const set = (next: Partial<ExplainSearch>) =>
    void navigate({ to: '/admin/access', search: { ...asked, ...next }, replace: true });

  return (
    <Page title={t('title')} aside={<AdminNav />}>
      <div className="grid items-start gap-4 lg:grid-cols-[20rem_1fr]">
        <Card title={t('question')}>
          <div className="flex flex-col gap-4">
            {mayAskOthers ? (
              <RecordPicker
                label={t('who')}
                type="user"
                value={search.userId ?? me?.user.id ?? null}
                onChange={(userId) => set({ userId: userId ?? undefined })}
              />
            ) : (
              <p className="text-sm text-muted">{t('onlySelf')}</p>
            )}
            <Select
              label={t('action')}
              value={search.action ?? 'view'}
              onChange={(action) => set({ action })}
              options={ACTIONS.map((value) => ({ value, label: t(`admin:actions.${value}`, { ns: 'admin' }) }))}
            />
            <Select
              label={t('type')}
              value={search.recordType ?? null}
              onChange={(recordType) => set({ recordType, recordId: undefined, field: undefined })}
              options={types.map((each) => ({
                value: each.name,
                label: label({ fa: each.labels.fa.many, en: each.labels.en.many }),
              }))}
            />
            {type ? (
              <RecordPicker
                key={type.name}
                label={t('record')}
                help={t('recordHelp')}
                type={type.name}
                value={search.recordId ?? null}
                onChange={(recordId) => set({ recordId: recordId ?? undefined })}
              />
            ) : null}
            <Select
              label={t('field')}
              value={search.field ?? ANY}
              onChange={(field) => set({ field: field === ANY ? undefined : field })}
              options={[
                { value: ANY, label: t('noField') },
                ...(type?.fields ?? [])
                  .filter((field) => !field.writeOnly)
                  .map((field) => ({ value: field.name, label: label(field.label) })),
              ]}
            />
          </div>
        </Card>
        <Card title={t('answer')}>
          <div aria-live="polite" aria-busy={isFetching}>
            {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
            {!error && !data ? <SkeletonText lines={4} /> : null}
            {data && !error ? <ExplanationView answer={data} /> : null}
          </div>
        </Card>
      </div>
    </Page>
  );
}
