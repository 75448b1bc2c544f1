import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ListChecks, UserRoundX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { OperationsPageResponse } from '~/api/generated';
import { api } from '~/api/http';
import { Page } from '~/app/page';
import { formatNumber } from '~/lib/format';
import { Button, LinkButton } from '~/ui/button';
import { Card } from '~/ui/card';
import { Chip } from '~/ui/chip';
import { Progress } from '~/ui/progress';
import { SkeletonText } from '~/ui/skeleton';
import { EmptyState, ErrorState } from '~/ui/states';
import { JalaliInstant, UserText } from '~/ui/text';
import { isGoingOn, type Operation, operationKeys, progressOf, STATUS_TONES } from './operation';
import { useOperationName } from './use-operation-name';

const POLL_MS = 2_000;

/** Whatever was done with many records at once, the latest first. */
export function OperationList() {
  const { t } = useTranslation(['operations', 'common']);
  const list = useInfiniteQuery({
    queryKey: [...operationKeys.all, 'list'],
    queryFn: ({ pageParam, signal }) =>
      api.get<OperationsPageResponse>('/operations', { query: { cursor: pageParam, limit: 50 }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: ({ state }) => (state.data?.pages.some(({ data }) => data.some(isGoingOn)) ? POLL_MS : false),
  });
  const rows = list.data?.pages.flatMap(({ data }) => data);
  return (
    <Page
      title={t('operations:title')}
      actions={
        <LinkButton to="/operations/handover" icon={<UserRoundX aria-hidden />}>
          {t('operations:handOver')}
        </LinkButton>
      }
    >
      <Card isFlush>
        {list.isPending ? (
          <div className="p-4">
            <SkeletonText lines={5} />
          </div>
        ) : null}
        {list.error ? <ErrorState error={list.error} onRetry={() => void list.refetch()} /> : null}
        {rows?.length === 0 ? (
          <EmptyState icon={ListChecks} title={t('operations:none')} text={t('operations:noneText')} />
        ) : null}
        <ul className="flex flex-col p-2">
          {rows?.map((operation) => (
            <OperationRow key={operation.id} operation={operation} />
          ))}
        </ul>
        {list.hasNextPage ? (
          <Button
            variant="ghost"
            className="m-2"
            isPending={list.isFetchingNextPage}
            onPress={() => void list.fetchNextPage()}
          >
            {t('common:actions.more')}
          </Button>
        ) : null}
      </Card>
    </Page>
  );
}

function OperationRow({ operation }: { operation: Operation }) {
  const { t } = useTranslation('operations');
  const name = useOperationName(operation);
  const { done, total } = progressOf(operation);
  return (
    <li>
      <Link
        to="/operations/$id"
        params={{ id: operation.id }}
        className="flex min-h-14 flex-col gap-1 rounded-lg px-2 py-2 text-sm hover:bg-surface-secondary"
      >
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span className="font-medium">{name}</span>
          {operation.title ? <UserText className="min-w-0 truncate text-muted">{operation.title}</UserText> : null}
          <Chip tone={STATUS_TONES[operation.status]}>{t(`status.${operation.status}`)}</Chip>
          {operation.refused > 0 ? (
            <span className="text-xs text-muted">{t('left', { number: formatNumber(operation.refused) })}</span>
          ) : null}
          <span className="ms-auto flex flex-wrap gap-x-2 text-xs text-muted">
            {operation.ownerName ? <UserText>{operation.ownerName}</UserText> : null}
            <JalaliInstant value={operation.createdAt} />
          </span>
        </span>
        {isGoingOn(operation) ? (
          <Progress label={t(`kind.${operation.kind}`)} value={done / Math.max(1, total)} />
        ) : (
          <span className="text-xs text-muted">
            {t('counts', { changed: formatNumber(operation.changed), total: formatNumber(operation.total) })}
          </span>
        )}
      </Link>
    </li>
  );
}
