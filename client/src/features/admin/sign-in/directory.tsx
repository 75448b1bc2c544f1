import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { describeError } from '~/api/describe';
import { api } from '~/api/http';
import { formatNumber } from '~/lib/format';
import { notify } from '~/lib/notices';
import { Button } from '~/ui/button';
import { Card } from '~/ui/card';
import { Chip } from '~/ui/chip';
import { EmptyState } from '~/ui/states';
import { JalaliInstant, Ltr, UserText } from '~/ui/text';
import { AreaLines, AreaSecret, AreaSwitch, AreaText, ExternalPeople } from './area-fields';
import { AreaPage } from './area-page';
import { TryCard } from './try-card';
import { useArea } from './use-area';

interface DirectoryTest {
  people: number;
  person: { dn: string; username: string; fullName: string; groups: string[] } | null;
}

interface Run {
  id: string;
  beganAt: string;
  fault: string | null;
  seen: number;
  changes: { username: string; what: string }[];
}

const ATTRIBUTES = ['username', 'fullName', 'email', 'mobile', 'jobTitle', 'groups', 'id', 'orgUnit'];

/** The company's directory: how to reach it, how to read it, and who becomes what. */
export function DirectorySettings() {
  const { t } = useTranslation('admin');
  const area = useArea('directory');
  return (
    <AreaPage
      title={t('places.directory')}
      area={area}
      after={
        <>
          <TryCard<DirectoryTest>
            title={t('directory.test')}
            text={t('directory.testText')}
            label={t('directory.testName')}
            action={t('directory.tryIt')}
            path="/settings/directory/test"
            bodyOf={(username) => (username ? { username } : {})}
          >
            {({ people, person }) => (
              <>
                <p>{t('directory.found', { number: formatNumber(people) })}</p>
                {person ? (
                  <p className="mt-1">
                    <UserText className="font-medium">{person.fullName}</UserText>{' '}
                    <Ltr className="text-xs break-all">{person.dn}</Ltr>
                    {person.groups.map((group) => (
                      <Ltr key={group} className="block text-xs break-all">
                        {group}
                      </Ltr>
                    ))}
                  </p>
                ) : null}
              </>
            )}
          </TryCard>
          <Runs />
        </>
      }
    >
      <Card title={t('directory.server')}>
        <div className="flex flex-col gap-4">
          <AreaSwitch area={area} name="enabled" />
          <AreaLines area={area} name="urls" />
          <AreaSwitch area={area} name="startTls" />
          <div className="grid gap-4 sm:grid-cols-2">
            <AreaText area={area} name="bindDn" isLtr />
            <AreaSecret area={area} name="password" />
            <AreaText area={area} name="base" isLtr />
            <AreaText area={area} name="filter" isLtr />
          </div>
        </div>
      </Card>
      <Card title={t('directory.attributes')}>
        <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
          {ATTRIBUTES.map((name) => (
            <AreaText key={name} area={area} name={`${name}Attribute`} isLtr />
          ))}
        </div>
        <div className="mt-4 grid gap-4 sm:grid-cols-2">
          <AreaText area={area} name="groupBase" isLtr />
          <AreaText area={area} name="groupFilter" isLtr />
        </div>
      </Card>
      <Card title={t('fields.external.title')}>
        <div className="flex flex-col gap-4">
          <ExternalPeople area={area} />
          <AreaSwitch area={area} name="sync" />
        </div>
      </Card>
    </AreaPage>
  );
}

/** The latest comparisons, and a way to ask for one now. */
function Runs() {
  const { t } = useTranslation('admin');
  const client = useQueryClient();
  const key = ['settings', 'directory', 'runs'] as const;
  const { data } = useQuery({
    queryKey: key,
    queryFn: async () => (await api.get<{ data: Run[] }>('/settings/directory/runs')).data,
  });
  const ask = useMutation({
    mutationFn: () => api.post('/settings/directory/sync'),
    onSuccess: async () => {
      notify(t('directory.asked'), { tone: 'success' });
      await client.invalidateQueries({ queryKey: key });
    },
    onError: (error) => notify(describeError(error, t), { tone: 'danger' }),
  });
  return (
    <Card
      title={t('directory.runs')}
      className="mt-4 max-w-3xl"
      actions={
        <Button size="sm" isPending={ask.isPending} onPress={() => ask.mutate()}>
          {t('directory.compare')}
        </Button>
      }
    >
      {data?.length === 0 ? <EmptyState isCompact title={t('directory.noRun')} /> : null}
      <ul className="flex flex-col text-sm">
        {(data ?? []).map((run) => (
          <li key={run.id} className="border-b border-hairline py-2 last:border-0">
            <div className="flex flex-wrap items-center gap-x-3">
              <JalaliInstant value={run.beganAt} />
              <Chip tone={run.fault ? 'danger' : 'success'}>
                {run.fault ? t('directory.failed') : t('directory.seen', { number: formatNumber(run.seen) })}
              </Chip>
              {run.fault ? <Ltr className="text-xs text-muted">{run.fault}</Ltr> : null}
            </div>
            {run.changes.length > 0 ? (
              <ul className="mt-1 flex flex-wrap gap-x-4 text-xs text-muted">
                {run.changes.slice(0, 50).map((change) => (
                  <li key={`${change.username}/${change.what}`}>
                    <Ltr>{change.username}</Ltr> {t(`directory.what.${change.what}`)}
                  </li>
                ))}
              </ul>
            ) : null}
          </li>
        ))}
      </ul>
    </Card>
  );
}
