import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ShieldCheck, ShieldOff } from 'lucide-react';
import { type FormEvent, lazy, type ReactNode, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '~/api/describe';
import { api } from '~/api/http';
import { formatNumber } from '~/lib/format';
import { notify } from '~/lib/notices';
import { Button } from '~/ui/button';
import { Card } from '~/ui/card';
import { Input } from '~/ui/input';
import { SkeletonText } from '~/ui/skeleton';
import { ErrorState } from '~/ui/states';
import { JalaliInstant } from '~/ui/text';

const parts = () => import('~/app/two-step-parts');
const TwoStepSecret = lazy(async () => ({ default: (await parts()).TwoStepSecret }));
const RecoveryCodes = lazy(async () => ({ default: (await parts()).RecoveryCodes }));

interface State {
  on: boolean;
  since: string | null;
  recoveryCodesLeft: number;
  required: boolean;
}

type Action = 'begin' | 'codes' | 'remove';

const KEY = ['auth', 'two-step'] as const;
/** With so few codes left it is time for new ones. */
const FEW = 3;

/** One's own second step: setting up, new recovery codes, taking away. */
export function TwoStepCard() {
  const { t } = useTranslation('settings');
  const { data, error, refetch } = useQuery({ queryKey: KEY, queryFn: () => api.get<State>('/auth/two-step') });
  const [action, setAction] = useState<Action | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const client = useQueryClient();
  const done = async (made?: readonly string[]) => {
    setAction(null);
    setCodes(made ?? null);
    await client.invalidateQueries({ queryKey: KEY });
  };
  return (
    <Card title={t('twoStep.title')}>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <SkeletonText lines={2} /> : null}
      {data ? (
        <div className="flex flex-col gap-4 text-sm">
          <p className="flex items-center gap-2">
            {data.on ? (
              <ShieldCheck aria-hidden className="size-5 text-success" />
            ) : (
              <ShieldOff aria-hidden className="size-5 text-muted" />
            )}
            {data.on && data.since ? (
              <span>
                {t('twoStep.on')} <JalaliInstant value={data.since} />
              </span>
            ) : (
              t('twoStep.off')
            )}
          </p>
          {data.on ? (
            <p className={data.recoveryCodesLeft <= FEW ? 'text-danger-soft-foreground' : 'text-muted'}>
              {t('twoStep.left', { number: formatNumber(data.recoveryCodesLeft) })}
            </p>
          ) : null}
          {data.required ? <p className="text-muted">{t('twoStep.required')}</p> : null}
          {codes ? (
            <Suspense fallback={<SkeletonText lines={4} />}>
              <RecoveryCodes codes={codes} />
            </Suspense>
          ) : null}
          {action === null ? (
            <div className="flex flex-wrap gap-2">
              {data.on ? null : <Button onPress={() => setAction('begin')}>{t('twoStep.begin')}</Button>}
              {data.on ? <Button onPress={() => setAction('codes')}>{t('twoStep.newCodes')}</Button> : null}
              {data.on && !data.required ? (
                <Button variant="dangerSoft" onPress={() => setAction('remove')}>
                  {t('twoStep.remove')}
                </Button>
              ) : null}
            </div>
          ) : null}
          {action === 'begin' ? <Begin onDone={done} onCancel={() => setAction(null)} /> : null}
          {action === 'codes' ? <NewCodes onDone={done} onCancel={() => setAction(null)} /> : null}
          {action === 'remove' ? <Remove onDone={done} onCancel={() => setAction(null)} /> : null}
        </div>
      ) : null}
    </Card>
  );
}

interface ActionProps {
  onDone: (codes?: readonly string[]) => Promise<void>;
  onCancel: () => void;
}

function Begin({ onDone, onCancel }: ActionProps) {
  const { t } = useTranslation('settings');
  const [currentPassword, setPassword] = useState('');
  const [otp, setOtp] = useState('');
  const begin = useMutation({
    mutationFn: () => api.post<{ secret: string; uri: string }>('/auth/two-step/begin', { currentPassword }),
  });
  const confirm = useMutation({
    mutationFn: () => api.post<{ recoveryCodes: string[] }>('/auth/two-step/confirm', { otp }),
    onSuccess: ({ recoveryCodes }) => onDone(recoveryCodes),
  });
  if (!begin.data)
    return (
      <ActionForm
        error={begin.error}
        isPending={begin.isPending}
        label={t('twoStep.goOn')}
        onCancel={onCancel}
        onSubmit={() => begin.mutate()}
      >
        <PasswordInput value={currentPassword} onChange={setPassword} />
      </ActionForm>
    );
  return (
    <ActionForm
      error={confirm.error}
      isPending={confirm.isPending}
      label={t('twoStep.turnOn')}
      onCancel={onCancel}
      onSubmit={() => confirm.mutate()}
    >
      <Suspense fallback={<SkeletonText lines={4} />}>
        <TwoStepSecret {...begin.data} />
      </Suspense>
      <CodeInput value={otp} onChange={setOtp} />
    </ActionForm>
  );
}

function NewCodes({ onDone, onCancel }: ActionProps) {
  const { t } = useTranslation('settings');
  const [currentPassword, setPassword] = useState('');
  const renew = useMutation({
    mutationFn: () => api.post<{ recoveryCodes: string[] }>('/auth/two-step/recovery-codes', { currentPassword }),
    onSuccess: ({ recoveryCodes }) => onDone(recoveryCodes),
  });
  return (
    <ActionForm
      error={renew.error}
      isPending={renew.isPending}
      label={t('twoStep.newCodes')}
      onCancel={onCancel}
      onSubmit={() => renew.mutate()}
    >
      <p className="text-muted">{t('twoStep.newCodesText')}</p>
      <PasswordInput value={currentPassword} onChange={setPassword} />
    </ActionForm>
  );
}

function Remove({ onDone, onCancel }: ActionProps) {
  const { t } = useTranslation('settings');
  const [currentPassword, setPassword] = useState('');
  const [otp, setOtp] = useState('');
  const remove = useMutation({
    mutationFn: () => api.post('/auth/two-step/removal', { currentPassword, otp }),
    onSuccess: async () => {
      notify(t('twoStep.removed'), { tone: 'success' });
      await onDone();
    },
  });
  return (
    <ActionForm
      error={remove.error}
      isPending={remove.isPending}
      label={t('twoStep.remove')}
      onCancel={onCancel}
      onSubmit={() => remove.mutate()}
    >
      <PasswordInput value={currentPassword} onChange={setPassword} />
      <CodeInput value={otp} onChange={setOtp} />
    </ActionForm>
  );
}

function PasswordInput(props: { value: string; onChange: (value: string) => void }) {
  const { t } = useTranslation('settings');
  return (
    <Input
      type="password"
      autoComplete="current-password"
      label={t('currentPassword')}
      help={t('twoStep.passwordHelp')}
      isLtr
      {...props}
    />
  );
}

function CodeInput(props: { value: string; onChange: (value: string) => void }) {
  const { t } = useTranslation('settings');
  return <Input autoComplete="one-time-code" label={t('twoStep.code')} isLtr maxLength={20} {...props} />;
}

interface ActionFormProps {
  error: unknown;
  isPending: boolean;
  label: string;
  onSubmit: () => void;
  onCancel: () => void;
  children: ReactNode;
}

function ActionForm({ error, isPending, label, onSubmit, onCancel, children }: ActionFormProps) {
  const { t } = useTranslation(['settings', 'common']);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4" noValidate>
      {children}
      {error ? (
        <p role="alert" className="text-sm text-danger-soft-foreground">
          {describeError(error, t)}
        </p>
      ) : null}
      <div className="flex gap-2">
        <Button type="submit" variant="primary" isPending={isPending}>
          {label}
        </Button>
        <Button variant="ghost" onPress={onCancel}>
          {t('common:actions.cancel')}
        </Button>
      </div>
    </form>
  );
}
