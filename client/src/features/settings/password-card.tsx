import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '~/api/describe';
import { api } from '~/api/http';
import { notify } from '~/lib/notices';
import { Button } from '~/ui/button';
import { Card } from '~/ui/card';
import { Input } from '~/ui/input';

/** Changes one's own password; sessions elsewhere end with it. */
export function PasswordCard() {
  const { t } = useTranslation('settings');
  const client = useQueryClient();
  const [currentPassword, setCurrent] = useState('');
  const [newPassword, setNew] = useState('');
  const change = useMutation({
    mutationFn: () => api.post('/auth/password', { currentPassword, newPassword }),
    onSuccess: async () => {
      setCurrent('');
      setNew('');
      notify(t('passwordChanged'), { tone: 'success' });
      await client.invalidateQueries({ queryKey: ['auth', 'sessions'] });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate();
  };
  return (
    <Card title={t('password')}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <Input
          type="password"
          autoComplete="current-password"
          label={t('currentPassword')}
          isLtr
          value={currentPassword}
          onChange={setCurrent}
        />
        <Input
          type="password"
          autoComplete="new-password"
          label={t('newPassword')}
          help={t('passwordHelp')}
          isLtr
          value={newPassword}
          onChange={setNew}
        />
        {change.error ? (
          <p role="alert" className="text-sm text-danger-soft-foreground">
            {describeError(change.error, t)}
          </p>
        ) : null}
        <Button
          type="submit"
          className="self-start"
          isDisabled={!currentPassword || !newPassword}
          isPending={change.isPending}
        >
          {t('changePassword')}
        </Button>
      </form>
    </Card>
  );
}
