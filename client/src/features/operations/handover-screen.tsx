import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '~/api/http';
import { Page } from '~/app/page';
import { Button } from '~/ui/button';
import { Card } from '~/ui/card';
import { RecordPicker } from '~/ui/record-picker';
import { SkeletonText } from '~/ui/skeleton';
import { EmptyState, ErrorState } from '~/ui/states';
import { FRESH, type HandoverPreview, isComplete, type RuleDraft, rulesOf } from './handover';
import { HandoverCheck } from './handover-check';
import { HandoverRule } from './handover-rule';
import { operationQuery } from './operation';
import { OperationCard } from './operation-screen';

/** Three steps: who leaves, what goes to whom, check and hand over. The last one shows how far it is. */
export function HandoverScreen() {
  const { t } = useTranslation(['handover', 'common']);
  const { user } = useSearch({ strict: false }) as { user?: string };
  const [leaver, setLeaver] = useState<string | null>(user ?? null);
  const [drafts, setDrafts] = useState<Record<string, RuleDraft>>({});
  const [isChecking, setChecking] = useState(false);
  const [operationId, setOperationId] = useState<string | null>(null);
  const found = useQuery({
    queryKey: ['handover', leaver],
    queryFn: ({ signal }) => api.post<HandoverPreview>(`/users/${leaver}/handover/preview`, {}, { signal }),
    enabled: leaver !== null && operationId === null,
    retry: false,
  });
  const types = found.data?.types ?? [];
  const draftOf = (type: string) => drafts[type] ?? FRESH;
  const isReady = types.some(
    ({ recordType }) => isComplete(draftOf(recordType)) && draftOf(recordType).kind !== 'keep',
  );
  const step = operationId || isChecking ? 2 : leaver ? 1 : 0;

  return (
    <Page title={t('handover:title')}>
      <div className="flex max-w-4xl flex-col gap-4">
        <ol className="flex flex-wrap gap-x-6 gap-y-1 text-sm">
          {(['who', 'rules', 'check'] as const).map((name, i) => (
            <li
              key={name}
              aria-current={i === step ? 'step' : undefined}
              className={i === step ? 'font-medium text-accent-soft-foreground' : 'text-muted'}
            >
              {t(`handover:steps.${name}`)}
            </li>
          ))}
        </ol>
        {operationId ? <Running id={operationId} /> : null}
        {!operationId && !isChecking ? (
          <Card title={t('handover:steps.who')}>
            <RecordPicker
              type="user"
              label={t('handover:leaver')}
              className="max-w-sm"
              value={leaver}
              onChange={(id) => {
                setLeaver(id);
                setDrafts({});
              }}
            />
          </Card>
        ) : null}
        {!operationId && leaver && !isChecking ? (
          <Card title={t('handover:steps.rules')}>
            {found.isPending ? <SkeletonText lines={4} /> : null}
            {found.error ? <ErrorState error={found.error} onRetry={() => void found.refetch()} /> : null}
            {found.isSuccess && types.length === 0 ? <EmptyState isCompact title={t('handover:nothing')} /> : null}
            {types.length > 0 ? <p className="mb-2 text-sm text-muted">{t('handover:choose')}</p> : null}
            <ul className="flex flex-col">
              {types.map((part) => (
                <HandoverRule
                  key={part.recordType}
                  part={part}
                  draft={draftOf(part.recordType)}
                  leaver={leaver}
                  onChange={(draft) => setDrafts((now) => ({ ...now, [part.recordType]: draft }))}
                />
              ))}
            </ul>
            {types.length > 0 ? (
              <Button variant="primary" className="mt-4" isDisabled={!isReady} onPress={() => setChecking(true)}>
                {t('handover:next')}
              </Button>
            ) : null}
          </Card>
        ) : null}
        {!operationId && leaver && isChecking ? (
          <HandoverCheck
            leaver={leaver}
            rules={rulesOf(drafts)}
            onBack={() => setChecking(false)}
            onBegun={(operation) => setOperationId(operation.id)}
          />
        ) : null}
      </div>
    </Page>
  );
}

function Running({ id }: { id: string }) {
  const { t } = useTranslation('handover');
  const { data } = useQuery(operationQuery(id));
  if (!data) return <SkeletonText lines={4} />;
  return (
    <>
      <OperationCard operation={data} />
      <Link to="/operations/$id" params={{ id }} className="text-sm text-accent-soft-foreground hover:underline">
        {t('more')}
      </Link>
    </>
  );
}
