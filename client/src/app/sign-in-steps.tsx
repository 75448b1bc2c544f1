import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '~/api/describe';
import { enrol, enter, renewPassword, type SignInStep, stepOf, takeCode } from '~/api/sign-in';
import { Button } from '~/ui/button';
import { Input } from '~/ui/input';
import { SkeletonBlock } from '~/ui/skeleton';
import { ErrorState } from '~/ui/states';
import { NewPassword, type PasswordChoice } from './new-password';
import { RecoveryCodes, TwoStepSecret } from './two-step-parts';

interface StepProps {
  ticket: string;
  onDone: () => void;
  onStep: (step: SignInStep) => void;
}

/** What is left of a sign-in after the password. */
export function SignInSteps({
  step,
  next,
  onStep,
}: {
  step: SignInStep;
  next: string;
  onStep: (step: SignInStep | null) => void;
}) {
  const { t } = useTranslation('auth');
  const navigate = useNavigate();
  const props = { ticket: step.ticket, onStep, onDone: () => void navigate({ href: next, replace: true }) };
  return (
    <>
      {step.step === 'code' ? <CodeStep {...props} /> : null}
      {step.step === 'renewal' ? <RenewalStep {...props} /> : null}
      {step.step === 'enrolment' ? <EnrolmentStep {...props} /> : null}
      <Button variant="ghost" size="sm" className="mt-4" onPress={() => onStep(null)}>
        {t('steps.back')}
      </Button>
    </>
  );
}

function useStep(work: () => Promise<void>, { onDone, onStep }: StepProps) {
  return useMutation({
    mutationFn: work,
    onSuccess: onDone,
    onError: (error) => {
      const left = stepOf(error);
      if (left) onStep(left);
    },
  });
}

function CodeStep(props: StepProps) {
  const { t } = useTranslation(['auth', 'common']);
  const [otp, setOtp] = useState('');
  const entry = useStep(() => takeCode(props.ticket, otp), props);
  return (
    <StepForm
      isPending={entry.isPending}
      isReady={otp.trim() !== ''}
      error={entry.error}
      label={t('submit')}
      onSubmit={() => entry.mutate()}
    >
      <CodeInput value={otp} onChange={setOtp} help={t('otpHelp')} />
    </StepForm>
  );
}

function RenewalStep(props: StepProps) {
  const { t } = useTranslation(['auth', 'common']);
  const [choice, setChoice] = useState<PasswordChoice>({ password: '', again: '' });
  const entry = useStep(() => renewPassword(props.ticket, choice.password), props);
  return (
    <StepForm
      isPending={entry.isPending}
      isReady={choice.password !== '' && choice.password === choice.again}
      error={entry.error}
      label={t('submit')}
      onSubmit={() => entry.mutate()}
    >
      <NewPassword value={choice} onChange={setChoice} />
    </StepForm>
  );
}

/** Setting up the second step, because a role demands it: the secret, the first code, and the recovery codes to keep. */
function EnrolmentStep(props: StepProps) {
  const { t } = useTranslation(['auth', 'common']);
  const [otp, setOtp] = useState('');
  const [codes, setCodes] = useState<string[] | null>(null);
  const begun = useQuery({
    queryKey: ['auth', 'enrolment', props.ticket],
    queryFn: () => enrol(props.ticket),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const entry = useMutation({
    mutationFn: () => enrol(props.ticket, otp),
    onSuccess: ({ recoveryCodes, accessToken }) => {
      setCodes(recoveryCodes ?? []);
      if (accessToken) enter({ accessToken });
    },
  });
  if (codes)
    return (
      <>
        <RecoveryCodes codes={codes} />
        <Button variant="primary" size="lg" className="mt-4 w-full" onPress={props.onDone}>
          {t('steps.kept')}
        </Button>
      </>
    );
  if (begun.error) return <ErrorState error={begun.error} />;
  if (!begun.data?.secret) return <SkeletonBlock className="h-64 rounded-xl" />;
  return (
    <StepForm
      isPending={entry.isPending}
      isReady={otp.trim() !== ''}
      error={entry.error}
      label={t('steps.turnOn')}
      onSubmit={() => entry.mutate()}
    >
      <TwoStepSecret secret={begun.data.secret} uri={begun.data.uri ?? ''} />
      <CodeInput value={otp} onChange={setOtp} help={t('steps.firstCode')} />
    </StepForm>
  );
}

function CodeInput(props: { value: string; onChange: (value: string) => void; help: string }) {
  const { t } = useTranslation('auth');
  return <Input label={t('otp')} autoComplete="one-time-code" isLtr autoFocus maxLength={20} name="otp" {...props} />;
}

interface StepFormProps {
  isPending: boolean;
  isReady: boolean;
  error: unknown;
  label: string;
  onSubmit: () => void;
  children: ReactNode;
}

function StepForm({ isPending, isReady, error, label, onSubmit, children }: StepFormProps) {
  const { t } = useTranslation(['auth', 'common']);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4" noValidate>
      {error && !stepOf(error) ? (
        <p role="alert" className="rounded-lg bg-danger-soft px-3 py-2 text-sm text-danger-soft-foreground">
          {describeError(error, t)}
        </p>
      ) : null}
      {children}
      <Button type="submit" variant="primary" size="lg" className="w-full" isPending={isPending} isDisabled={!isReady}>
        {label}
      </Button>
    </form>
  );
}
