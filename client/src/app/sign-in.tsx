import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Building2, Eye, EyeOff, Filter, ShieldCheck } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '~/api/describe';
import { ProblemError } from '~/api/problem';
import { signIn } from '~/api/session';
import { formatNumber } from '~/lib/format';
import { Button, IconButton } from '~/ui/button';
import { Input } from '~/ui/input';
import { Logo } from './logo';

const POINTS = [
  { id: 'one', icon: Building2 },
  { id: 'two', icon: Filter },
  { id: 'three', icon: ShieldCheck },
] as const;

interface SignInProps {
  next: string;
  hasExpired: boolean;
}

export function SignIn({ next, hasExpired }: SignInProps) {
  const { t } = useTranslation(['auth', 'common']);
  return (
    <main className="grid min-h-dvh bg-background lg:grid-cols-[minmax(26rem,5fr)_7fr]">
      <section className="flex flex-col justify-center px-6 py-10 sm:px-14">
        <div className="mx-auto w-full max-w-sm">
          <Logo className="mb-6 size-12" />
          <h1 className="text-2xl font-bold">{t('title')}</h1>
          <p className="mb-8 text-sm text-muted">{t('subtitle')}</p>
          <SignInForm next={next} hasExpired={hasExpired} />
        </div>
      </section>
      <aside className="relative hidden overflow-hidden bg-[oklch(0.36_0.13_266)] text-white lg:flex lg:flex-col lg:justify-end">
        <LinkPattern />
        <div className="relative p-14">
          <p className="mb-8 max-w-md text-2xl leading-relaxed font-bold text-balance">{t('quote')}</p>
          <ul className="flex flex-col gap-4">
            {POINTS.map(({ id, icon: Icon }) => (
              <li key={id} className="flex items-center gap-3 text-sm text-white/90">
                <span className="grid size-9 place-items-center rounded-lg bg-white/12">
                  <Icon aria-hidden className="size-[1.125rem]" />
                </span>
                {t(`points.${id}`)}
              </li>
            ))}
          </ul>
        </div>
      </aside>
    </main>
  );
}

function SignInForm({ next, hasExpired }: SignInProps) {
  const { t } = useTranslation(['auth', 'common']);
  const navigate = useNavigate();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [otp, setOtp] = useState('');
  const [isShown, setShown] = useState(false);
  const entry = useMutation({
    mutationFn: () => signIn({ username: username.trim(), password, ...(otp ? { otp } : {}) }),
    onSuccess: () => navigate({ href: next, replace: true }),
  });
  const needsOtp =
    otp !== '' || (entry.error instanceof ProblemError && entry.error.errors.some((item) => item.path === 'otp'));
  const minutes = lockedMinutes(entry.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    entry.mutate();
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4" noValidate>
      {hasExpired && !entry.error ? (
        <p className="rounded-lg bg-info-soft px-3 py-2 text-sm text-info-soft-foreground">{t('expired')}</p>
      ) : null}
      {entry.error && !(needsOtp && otp === '') ? (
        <p role="alert" className="rounded-lg bg-danger-soft px-3 py-2 text-sm text-danger-soft-foreground">
          {minutes === null ? describeError(entry.error, t) : t('locked', { minutes: formatNumber(minutes) })}
        </p>
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
      {needsOtp ? (
        <Input
          label={t('otp')}
          help={t('otpHelp')}
          value={otp}
          onChange={setOtp}
          autoComplete="one-time-code"
          inputMode="numeric"
          isLtr
          autoFocus
          maxLength={8}
          name="otp"
        />
      ) : null}
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
    </form>
  );
}

/** Minutes until the next try, when sign-in is locked. */
function lockedMinutes(error: unknown): number | null {
  return error instanceof ProblemError && error.status === 429 && error.retryAfter
    ? Math.ceil(error.retryAfter / 60)
    : null;
}

/** Linked rings, as in the logo, spread quietly over the panel. */
function LinkPattern() {
  return (
    <svg aria-hidden className="absolute inset-0 size-full" preserveAspectRatio="xMidYMid slice" viewBox="0 0 800 900">
      <defs>
        <pattern id="links" width="160" height="120" patternUnits="userSpaceOnUse" patternTransform="rotate(-18)">
          <g fill="none" stroke="white" strokeOpacity="0.09" strokeWidth="10" strokeLinecap="round">
            <path d="M84 36h16a24 24 0 0 1 0 48H76" />
            <path d="M60 84H44a24 24 0 0 1 0-48h24" />
            <path d="M60 60h24" />
          </g>
        </pattern>
        <radialGradient id="glow" cx="0.2" cy="0.15" r="0.9">
          <stop offset="0" stopColor="white" stopOpacity="0.2" />
          <stop offset="1" stopColor="white" stopOpacity="0" />
        </radialGradient>
      </defs>
      <rect width="800" height="900" fill="url(#links)" />
      <rect width="800" height="900" fill="url(#glow)" />
    </svg>
  );
}
