import { useNavigate } from '@tanstack/react-router';
import { ChevronDown, Kanban, Rows3 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { usePipelines } from '~/api/pipelines';
import { cn } from '~/lib/cn';
import { Button } from '~/ui/button';
import { Menu } from '~/ui/menu';
import type { OpportunityListSearch, OpportunityMode } from './opportunity-search';

interface SwitchProps {
  search: OpportunityListSearch;
}

const MODES: ReadonlyArray<{ mode: OpportunityMode; icon: typeof Rows3 }> = [
  { mode: 'table', icon: Rows3 },
  { mode: 'board', icon: Kanban },
];

/** Goes to another state of the list; filters stay. */
function useGo(search: OpportunityListSearch) {
  const navigate = useNavigate();
  return (patch: Partial<OpportunityListSearch>) =>
    void navigate({ to: '/opportunities', search: { ...search, ...patch }, resetScroll: false });
}

/** «جدول | کانبان». */
export function ModeSwitch({ search }: SwitchProps) {
  const { t } = useTranslation('opportunities');
  const go = useGo(search);
  const mode = search.mode ?? 'table';
  return (
    <div role="group" aria-label={t('mode.label')} className="flex rounded-lg bg-surface-tertiary p-0.5">
      {MODES.map(({ mode: value, icon: Icon }) => (
        <button
          key={value}
          type="button"
          aria-pressed={mode === value}
          onClick={() => go({ mode: value === 'table' ? undefined : value })}
          className={cn(
            'flex min-h-8 cursor-pointer items-center gap-1.5 rounded-md px-3 text-sm pointer-coarse:min-h-10',
            mode === value ? 'bg-surface font-medium shadow-surface' : 'text-muted hover:text-foreground',
          )}
        >
          <Icon aria-hidden className="size-4" />
          <span className="max-sm:sr-only">{t(`mode.${value}`)}</span>
        </button>
      ))}
    </div>
  );
}

/** Which pipeline is shown; nothing where there is only one. */
export function PipelineSwitch({ search }: SwitchProps) {
  const { t } = useTranslation('opportunities');
  const pipelines = usePipelines();
  const go = useGo(search);
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
