import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Bell, BellRing } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { describeError } from '~/api/describe';
import { api } from '~/api/http';
import { useMe } from '~/api/session';
import { notify } from '~/lib/notices';
import { IconButton } from '~/ui/button';

interface Followers {
  data: Array<{ id: string; fullName: string }>;
}

/** Follows a record or leaves it; followers hear of what happens with it. */
export function FollowButton({ resource, id }: { resource: string; id: string }) {
  const { t } = useTranslation(['records', 'common', 'follow']);
  const client = useQueryClient();
  const me = useMe()?.user.id;
  const key = ['records', resource, 'follow', id];
  const query = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => api.get<Followers>(`/${resource}/${id}/follow`, { signal }),
    retry: false,
  });
  const isFollowing = query.data?.data.some((follower) => follower.id === me) ?? false;
  const names = query.data?.data.map((follower) => follower.fullName).join('، ');
  const toggle = async () => {
    try {
      const answer = await (isFollowing
        ? api.delete<Followers>(`/${resource}/${id}/follow`)
        : api.post<Followers>(`/${resource}/${id}/follow`));
      client.setQueryData(key, answer);
    } catch (error) {
      notify(describeError(error, t), { tone: 'danger' });
    }
  };
  const text = t(isFollowing ? 'follow:stop' : 'follow:start');
  return (
    <IconButton
      label={names ? `${text} (${t('follow:who', { names })})` : text}
      variant={isFollowing ? 'secondary' : 'ghost'}
      aria-pressed={isFollowing}
      onPress={() => void toggle()}
    >
      {isFollowing ? <BellRing aria-hidden /> : <Bell aria-hidden />}
    </IconButton>
  );
}
