import { useNavigate } from '@tanstack/react-router';
import { ChevronDown } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { usePipelines } from '~/api/pipelines';
import { Button } from '~/ui/button';
import { Menu } from '~/ui/menu';
import type { OpportunityListSearch } from './opportunity-search';

/** Which pipeline is shown; nothing where there is only one. */
export function PipelineSwitch({ search }: { search: OpportunityListSearch }) {
  const { t } = useTranslation('opportunities');
  const pipelines = usePipelines();
  const navigate = useNavigate();
  const go = (patch: Partial<OpportunityListSearch>) =>
    void navigate({ to: '/opportunities', search: { ...search, ...patch }, resetScroll: false });
  const mode = search.mode ?? 'table';
  const fallback = mode === 'board' ? pipelines[0] : undefined;
  const pipeline = pipelines.find((candidate) => candidate.id === search.pipeline) ?? fallback;
  if (pipelines.length < 2) return null;
  return (
    <Menu
      label={t('pipeline')}
      placement="bottom start"
      trigger={
        <Button size="sm" variant="ghost">
          {pipeline?.name ?? t('allPipelines')}
          <ChevronDown aria-hidden className="text-muted" />
        </Button>
      }
      groups={[
        {
          id: 'pipelines',
          title: t('pipeline'),
          entries: [
            ...(mode === 'board'
              ? []
              : [
                  {
                    id: 'all',
                    label: t('allPipelines'),
                    isChecked: !pipeline,
                    onAction: () => go({ pipeline: undefined }),
                  },
                ]),
            ...pipelines.map((candidate) => ({
              id: candidate.id,
              label: candidate.name,
              isChecked: candidate.id === pipeline?.id,
              onAction: () => go({ pipeline: candidate.id }),
            })),
          ],
        },
      ]}
    />
  );
}
