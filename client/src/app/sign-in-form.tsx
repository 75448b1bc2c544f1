import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Eye, EyeOff, LogIn } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '~/api/describe';
import { API_BASE } from '~/api/http';
import { ProblemError } from '~/api/problem';
import { signIn, signInMethods, type SignInStep, stepOf } from '~/api/sign-in';
import { formatNumber } from '~/lib/format';
import { Button, IconButton } from '~/ui/button';
import { Input } from '~/ui/input';

/** What may have gone wrong at the provider, as far as there are words for it. */
const FAULTS = ['auth.notLinked', 'auth.providerDown', 'auth.providerFailed', 'auth.failed'];

interface SignInFormProps {
  next: string;
  hasExpired: boolean;
  fault: string | undefined;
  onStep: (step: SignInStep) => void;
}

/** Name and password, or the way to the company's provider. */
export function SignInForm({ next, hasExpired, fault, onStep }: SignInFormProps) {
  const { t } = useTranslation(['auth', 'common']);
  const navigate = useNavigate();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [isShown, setShown] = useState(false);
  const [isLost, setLost] = useState(false);
  const methods = useQuery({ queryKey: ['auth', 'methods'], queryFn: signInMethods, retry: false });
  const entry = useMutation({
    mutationFn: () => signIn({ username: username.trim(), password }),
    onSuccess: () => navigate({ href: next, replace: true }),
    onError: (error) => {
      const step = stepOf(error);
      if (step) onStep(step);
    },
  });
  const minutes = lockedMinutes(entry.error);
  const provider = methods.data?.provider;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    entry.mutate();
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4" noValidate>
      {hasExpired && !entry.error ? (
        <p className="rounded-lg bg-info-soft px-3 py-2 text-sm text-info-soft-foreground">{t('expired')}</p>
      ) : null}
      {entry.error ? (
        <Fault
          text={minutes === null ? describeError(entry.error, t) : t('locked', { minutes: formatNumber(minutes) })}
        />
      ) : fault ? (
        <Fault text={t(`faults.${FAULTS.includes(fault) ? fault.replace('auth.', '') : 'providerFailed'}`)} />
      ) : null}
      <Input
        label={t('username')}
        value={username}
        onChange={setUsername}
        autoComplete="username"
        isLtr
        autoFocus
        isRequired
        name="username"
      />
      <Input
        label={t('password')}
        value={password}
        onChange={setPassword}
        type={isShown ? 'text' : 'password'}
        autoComplete="current-password"
        isLtr
        isRequired
        name="password"
        suffix={
          <IconButton
            label={isShown ? t('hide') : t('show')}
            size="sm"
            hasTooltip={false}
            onPress={() => setShown(!isShown)}
          >
            {isShown ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
          </IconButton>
        }
      />
      <Button
        type="submit"
        variant="primary"
        size="lg"
        className="mt-2 w-full"
        isPending={entry.isPending}
        isDisabled={username.trim() === '' || password === ''}
      >
        {t('submit')}
      </Button>
      {provider ? (
        <Button
          size="lg"
          className="w-full"
          icon={<LogIn aria-hidden className="rtl:-scale-x-100" />}
          onPress={() => window.location.assign(`${API_BASE}/auth/provider?next=${encodeURIComponent(next)}`)}
        >
          {provider.label || t('provider')}
        </Button>
      ) : null}
      <div className="text-sm">
        <Button variant="ghost" size="sm" onPress={() => setLost(!isLost)}>
          {t('lost')}
        </Button>
        {isLost ? <p className="mt-1 px-3 text-muted">{t('lostText')}</p> : null}
      </div>
    </form>
  );
}

function Fault({ text }: { text: string }) {
  return (
    <p role="alert" className="rounded-lg bg-danger-soft px-3 py-2 text-sm text-danger-soft-foreground">
      {text}
    </p>
  );
}

/** Minutes until the next try, when sign-in is locked. */
function lockedMinutes(error: unknown): number | null {
  return error instanceof ProblemError && error.status === 429 && error.retryAfter
    ? Math.ceil(error.retryAfter / 60)
    : null;
}
