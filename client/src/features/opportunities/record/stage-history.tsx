import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '~/api/http';
import { useStages } from '~/api/pipelines';
import { LinkName } from '~/features/records/parts/link-name';
import { stageColor } from '~/ui/chip';
import { SkeletonText } from '~/ui/skeleton';
import { ErrorState } from '~/ui/states';
import { JalaliInstant } from '~/ui/text';
import { kindOf, type StageMove, staysOf } from './stage-stays';

const DAY_MS = 86_400_000;

/** How long the opportunity stayed in each stage, drawn, and every move in words. */
export default function StageHistory({ id }: { id: string }) {
  const { t } = useTranslation('opportunities');
  const stages = useStages();
  const query = useQuery({
    queryKey: ['records', 'opportunities', 'moves', id],
    queryFn: ({ signal }) => api.get<{ data: StageMove[] }>(`/opportunities/${id}/stage-moves`, { signal }),
  });
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <SkeletonText lines={5} />;
  const moves = query.data.data;
  const stays = staysOf(moves, query.dataUpdatedAt);
  const total = Math.max(
    1,
    stays.reduce((sum, stay) => sum + stay.ms, 0),
  );
  const longest = stays.reduce<(typeof stays)[number] | undefined>(
    (top, stay) => (!top || stay.ms > top.ms ? stay : top),
    undefined,
  );
  const nameOf = (stageId: string | null) => stages.get(stageId ?? '')?.stage.name ?? '—';
  const daysOf = (ms: number) =>
    ms < DAY_MS ? t('path.lessThanDay') : t('path.days', { count: Math.floor(ms / DAY_MS) });
  const colorOf = (stageId: string) => stageColor(stages.get(stageId)?.index ?? 0);
  return (
    <div className="flex flex-col gap-4">
      <figure className="m-0">
        <figcaption className="mb-2 text-sm font-medium">
          {longest && longest.ms >= DAY_MS
            ? t('path.finding', { stage: nameOf(longest.stageId), count: Math.floor(longest.ms / DAY_MS) })
            : t('path.young')}
        </figcaption>
        <div aria-hidden className="flex h-6 gap-0.5 overflow-hidden rounded-lg bg-surface-tertiary">
          {stays.map((stay) => (
            <span
              key={stay.stageId}
              className="min-w-1"
              style={{ width: `${(stay.ms / total) * 100}%`, background: colorOf(stay.stageId) }}
            />
          ))}
        </div>
        <ul className="mt-2 flex flex-wrap gap-x-5 gap-y-1 text-xs">
          {stays.map((stay) => (
            <li key={stay.stageId} className="flex items-center gap-1.5">
              <span aria-hidden className="size-2.5 rounded-full" style={{ background: colorOf(stay.stageId) }} />
              <span className="font-medium">{nameOf(stay.stageId)}</span>
              <span className="text-muted">
                {daysOf(stay.ms)}
                {stay.isNow ? ` (${t('path.now')})` : ''}
              </span>
            </li>
          ))}
        </ul>
      </figure>
      <table className="w-full text-sm">
        <caption className="mb-1 text-start text-xs font-medium text-muted">{t('path.moves')}</caption>
        <tbody>
          {moves.toReversed().map((move) => (
            <tr key={`${move.at}${move.toStageId}${move.toStatus}`} className="border-t border-hairline">
              <th scope="row" className="py-1.5 pe-3 text-start font-normal">
                {t(`path.${kindOf(move)}`, { from: nameOf(move.fromStageId), to: nameOf(move.toStageId) })}
              </th>
              <td className="py-1.5 pe-3 text-xs text-muted">
                {move.by ? <LinkName target="user" id={move.by} /> : null}
              </td>
              <td className="py-1.5 text-end text-xs text-muted">
                <JalaliInstant value={move.at} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
