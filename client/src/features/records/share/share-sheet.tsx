import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Users, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { describeError } from '~/api/describe';
import type { RecordTypeInfo } from '~/api/record-types';
import type { RecordBase } from '~/api/records';
import { useMe } from '~/api/session';
import { notify } from '~/lib/notices';
import { Avatar } from '~/ui/avatar';
import { IconButton } from '~/ui/button';
import { Chip } from '~/ui/chip';
import { Sheet } from '~/ui/dialog';
import { SkeletonText } from '~/ui/skeleton';
import { ErrorState } from '~/ui/states';
import { JalaliDate, UserText } from '~/ui/text';
import { titleOf } from '../parts/fields';
import { ShareForm } from './share-form';
import { endShare, giveShare, type Share, type ShareBody, type Shares, sharesQuery } from './shares';

interface ShareSheetProps {
  type: RecordTypeInfo;
  record: RecordBase;
  onClose: () => void;
}

/** With whom a record is shared, and giving it to further people and teams. */
export default function ShareSheet({ type, record, onClose }: ShareSheetProps) {
  const { t } = useTranslation(['share', 'common']);
  const client = useQueryClient();
  const query = sharesQuery(type.resource, record.id);
  const { data, error, refetch } = useQuery(query);
  const settle = (answer: Shares) => {
    client.setQueryData(query.queryKey, answer);
    void client.invalidateQueries({ queryKey: ['records', type.resource, 'history', record.id] });
  };
  const give = async (body: ShareBody) => {
    settle(await giveShare(type.resource, record.id, body));
    notify(t('share:given'), { tone: 'success' });
  };
  const end = async (share: Share) => {
    try {
      settle(await endShare(type.resource, record.id, share));
      notify(t('share:ended', { name: share.name ?? '' }), {
        undo: async () => settle(await giveShare(type.resource, record.id, bodyOf(share))),
      });
    } catch (fault) {
      notify(describeError(fault, t), { tone: 'danger' });
    }
  };
  return (
    <Sheet isOpen onOpenChange={onClose} title={t('share:title')} subtitle={titleOf(type, record)}>
      <div className="flex flex-col gap-6">
        {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
        {!data && !error ? <SkeletonText lines={4} /> : null}
        {data ? (
          <>
            <ShareList data={data} onEnd={end} />
            {data.mayShare ? (
              <ShareForm key={data.data.length} mayEdit={data.mayShareEdit} onGive={give} />
            ) : (
              <p className="text-sm text-muted">{t('share:mayNot')}</p>
            )}
          </>
        ) : null}
      </div>
    </Sheet>
  );
}

function ShareList({ data, onEnd }: { data: Shares; onEnd: (share: Share) => Promise<void> }) {
  const { t } = useTranslation('share');
  const me = useMe()?.user.id;
  if (data.data.length === 0) return <p className="text-sm text-muted">{t('none')}</p>;
  return (
    <ul aria-label={t('holders')} className="flex flex-col">
      {data.data.map((share) => {
        const name = share.name ?? t('unknown');
        return (
          <li key={share.id} className="flex items-center gap-3 border-b border-hairline py-2 last:border-0">
            {share.teamId ? (
              <span className="grid size-8 shrink-0 place-items-center rounded-full bg-default text-muted">
                <Users aria-hidden className="size-4" />
              </span>
            ) : (
              <Avatar name={name} size="sm" />
            )}
            <div className="min-w-0 grow text-sm">
              <div className="flex flex-wrap items-center gap-x-2">
                <UserText className="font-medium">{name}</UserText>
                <Chip tone={share.level === 'edit' ? 'accent' : 'neutral'}>
                  {t(share.kind === 'collaborator' ? 'levels.collaborator' : `levels.${share.level}`)}
                </Chip>
              </div>
              <div className="text-xs text-muted">
                {share.endsOn ? (
                  <>
                    {t('until')} <JalaliDate value={share.endsOn} />
                  </>
                ) : (
                  t('noEnd')
                )}
                {share.reason ? (
                  <>
                    {'، '}
                    <UserText>{share.reason}</UserText>
                  </>
                ) : null}
              </div>
            </div>
            {data.mayShare || share.userId === me ? (
              <IconButton label={t('end', { name })} size="sm" onPress={() => void onEnd(share)}>
                <X aria-hidden />
              </IconButton>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}

function bodyOf({ userId, teamId, level, kind, reason, endsOn }: Share): ShareBody {
  const holder = userId ? { userId } : { teamId: teamId ?? '' };
  return { ...holder, level, kind, ...(reason ? { reason } : {}), ...(endsOn ? { endsOn } : {}) };
}
