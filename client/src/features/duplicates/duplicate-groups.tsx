import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Combine, Search } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { describeError } from '~/api/describe';
import { api } from '~/api/http';
import { type RecordTypeInfo, useLabel } from '~/api/record-types';
import type { Page } from '~/api/records';
import { notify } from '~/lib/notices';
import { Button } from '~/ui/button';
import { Progress } from '~/ui/progress';
import { SkeletonText } from '~/ui/skeleton';
import { EmptyState, ErrorState } from '~/ui/states';
import { JalaliInstant } from '~/ui/text';
import { GroupCard } from './group-card';
import type { DuplicateGroup } from './types';
import { groupsKey, useScan } from './use-scan';

/** The groups of one type, the likeliest first, and the search that finds them. */
export function DuplicateGroups({ type }: { type: RecordTypeInfo }) {
  const { t } = useTranslation(['merging', 'common']);
  const label = useLabel();
  const client = useQueryClient();
  const { scan, isLoading, start } = useScan(type.name);
  const found = useInfiniteQuery({
    queryKey: groupsKey(type.name),
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<DuplicateGroup>>('/duplicate-groups', {
        query: { type: type.name, limit: 20, cursor: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
  const groups = found.data?.pages.flatMap((page) => page.data) ?? [];
  const many = label({ fa: type.labels.fa.many, en: type.labels.en.many });
  const isSearching = scan?.status === 'running';

  const dismiss = async (group: DuplicateGroup) => {
    try {
      await api.post('/duplicate-groups/dismiss', {
        type: type.name,
        ids: group.records.slice(0, 10).map(({ id }) => id),
      });
      notify(t('merging:dismissed'), { tone: 'success' });
    } catch (error) {
      notify(describeError(error, t), { tone: 'danger' });
    }
    await client.invalidateQueries({ queryKey: groupsKey(type.name) });
  };
  const search = () =>
    start.mutate(undefined, { onError: (error) => notify(describeError(error, t), { tone: 'danger' }) });

  if (found.error) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-3">
        <Button icon={<Search aria-hidden />} onPress={search} isDisabled={isSearching || isLoading}>
          {t('merging:search')}
        </Button>
        {isSearching ? (
          <Progress label={t('merging:searching')} value={scan.percent} className="w-48" />
        ) : scan?.status === 'failed' ? (
          <span className="text-sm text-danger-soft-foreground">{t('merging:failed')}</span>
        ) : scan?.finishedAt ? (
          <span className="text-sm text-muted">
            {t('merging:searchedAt')} <JalaliInstant value={scan.finishedAt} />
          </span>
        ) : null}
      </div>
      {found.isLoading ? (
        <SkeletonText lines={6} />
      ) : groups.length > 0 ? (
        <ul className="flex flex-col gap-3" aria-label={t('merging:title')}>
          {groups.map((group) => (
            <GroupCard
              key={`${group.id}-${group.records[0]?.id}`}
              type={type}
              group={group}
              onDismiss={(one) => void dismiss(one)}
            />
          ))}
        </ul>
      ) : isSearching ? null : (
        <EmptyState
          icon={Combine}
          title={t(scan ? 'merging:none' : 'merging:notYet', { type: many })}
          text={t(scan ? 'merging:noneText' : 'merging:notYetText')}
        />
      )}
      {found.hasNextPage ? (
        <Button variant="outline" isPending={found.isFetchingNextPage} onPress={() => void found.fetchNextPage()}>
          {t('merging:more')}
        </Button>
      ) : null}
    </div>
  );
}
