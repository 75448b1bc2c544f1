import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { describeError } from '~/api/describe';
import { api } from '~/api/http';
import { setViewing, type Viewing } from '~/api/viewing';
import { notify } from '~/lib/notices';

/** Starts looking at the product as another user. */
export function useViewAs(): (userId: string) => Promise<void> {
  const { t } = useTranslation('access');
  const navigate = useNavigate();
  return async (userId) => {
    try {
      const answer = await api.post<{ accessToken: string; user: Viewing['user'] }>('/access/view-as', { userId });
      setViewing({ token: answer.accessToken, user: answer.user });
      await navigate({ to: '/' });
    } catch (error) {
      notify(describeError(error, t), { tone: 'danger' });
    }
  };
}
