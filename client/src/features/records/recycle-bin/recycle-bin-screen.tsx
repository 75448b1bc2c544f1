import { useNavigate, useSearch } from '@tanstack/react-router';
import { Recycle } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useLabel, useRecordTypes } from '~/api/record-types';
import { Page } from '~/app/page';
import { EmptyState } from '~/ui/states';
import { Tabs } from '~/ui/tabs';
import { RemovedRecords } from './removed-records';

/** Types that people put into the bin by themselves, in this order. */
const TYPES = ['account', 'contact', 'lead', 'opportunity', 'activity', 'note', 'file', 'product'];

/** What was removed, by type, and can be restored. */
export function RecycleBinScreen() {
  const { t } = useTranslation(['records', 'bin']);
  const label = useLabel();
  const navigate = useNavigate();
  const all = useRecordTypes();
  const { type: asked } = useSearch({ strict: false }) as { type?: string };
  const types = TYPES.map((name) => all.find((type) => type.name === name)).filter((type) => type !== undefined);
  const type = types.find((candidate) => candidate.name === asked) ?? types[0];
  return (
    <Page title={t('records:bin.title')} isFull>
      {type ? (
        <Tabs
          label={t('bin:types')}
          selected={type.name}
          onSelect={(name) => void navigate({ to: '.', search: { type: name } as never, replace: true })}
          items={types.map(({ name, labels }) => ({
            id: name,
            label: label({ fa: labels.fa.many, en: labels.en.many }),
          }))}
          className="min-h-0 grow"
        >
          <RemovedRecords key={type.name} type={type} />
        </Tabs>
      ) : all.length > 0 ? (
        <EmptyState icon={Recycle} title={t('bin:none')} />
      ) : null}
    </Page>
  );
}
