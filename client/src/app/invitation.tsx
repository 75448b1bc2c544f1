import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '~/api/describe';
import { acceptInvitation, lookAtInvitation } from '~/api/sign-in';
import { formatNumber } from '~/lib/format';
import { Button } from '~/ui/button';
import { SkeletonBlock } from '~/ui/skeleton';
import { Ltr } from '~/ui/text';
import { NewPassword, type PasswordChoice } from './new-password';
import { SignInFrame } from './sign-in';

/** Where a link leads that an administrator gave: somebody chooses a password, once. */
export function Invitation() {
  const { t } = useTranslation(['auth', 'common']);
  // Behind the sign of the address, so that no server on the way has it in its log.
  const [ticket] = useState(() => window.location.hash.slice(1));
  const [choice, setChoice] = useState<PasswordChoice>({ password: '', again: '' });
  const look = useQuery({
    queryKey: ['auth', 'invitation', ticket],
    queryFn: () => lookAtInvitation(ticket),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const accept = useMutation({ mutationFn: () => acceptInvitation(ticket, choice.password) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    accept.mutate();
  };
  if (accept.isSuccess)
    return (
      <SignInFrame title={t('invitation.doneTitle')} text={t('invitation.doneText')}>
        <ToSignIn label={t('invitation.signIn')} />
      </SignInFrame>
    );
  if (look.error)
    return (
      <SignInFrame title={t('invitation.overTitle')} text={describeError(look.error, t)}>
        <ToSignIn label={t('invitation.signIn')} />
      </SignInFrame>
    );
  return (
    <SignInFrame title={t('invitation.title')} text={t('invitation.text', { name: look.data?.fullName ?? '…' })}>
      {look.data ? (
        <form onSubmit={submit} className="flex flex-col gap-4" noValidate>
          {accept.error ? (
            <p role="alert" className="rounded-lg bg-danger-soft px-3 py-2 text-sm text-danger-soft-foreground">
              {describeError(accept.error, t)}
            </p>
          ) : null}
          <p className="flex items-center gap-2 text-sm">
            <span className="text-muted">{t('username')}:</span>
            <Ltr className="font-medium">{look.data.username}</Ltr>
          </p>
          <NewPassword
            value={choice}
            onChange={setChoice}
            help={t('invitation.length', { number: formatNumber(look.data.minLength) })}
          />
          <Button
            type="submit"
            variant="primary"
            size="lg"
            className="mt-2 w-full"
            isPending={accept.isPending}
            isDisabled={choice.password === '' || choice.password !== choice.again}
          >
            {t('invitation.submit')}
          </Button>
        </form>
      ) : (
        <SkeletonBlock className="h-56 rounded-xl" />
      )}
    </SignInFrame>
  );
}

function ToSignIn({ label }: { label: string }) {
  return (
    <Link to="/login" className="font-medium text-accent-soft-foreground underline">
      {label}
    </Link>
  );
}
