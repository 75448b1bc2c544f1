import { useNavigate, useSearch } from '@tanstack/react-router';
import { Combine } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useLabel } from '~/api/record-types';
import { Page } from '~/app/page';
import { EmptyState } from '~/ui/states';
import { Tabs } from '~/ui/tabs';
import { DuplicateGroups } from './duplicate-groups';
import { useMergedTypes } from './types';

/** Records that are likely one, by type. */
export function DuplicatesScreen() {
  const { t } = useTranslation('merging');
  const label = useLabel();
  const navigate = useNavigate();
  const types = useMergedTypes();
  const { type: asked } = useSearch({ strict: false }) as { type?: string };
  const type = types.find((candidate) => candidate.name === asked) ?? types[0];
  return (
    <Page title={t('title')}>
      {type ? (
        <Tabs
          label={t('types')}
          selected={type.name}
          onSelect={(name) => void navigate({ to: '.', search: { type: name } as never, replace: true })}
          items={types.map(({ name, labels }) => ({
            id: name,
            label: label({ fa: labels.fa.many, en: labels.en.many }),
          }))}
        >
          <DuplicateGroups key={type.name} type={type} />
        </Tabs>
      ) : (
        <EmptyState icon={Combine} title={t('noRight')} />
      )}
    </Page>
  );
}
