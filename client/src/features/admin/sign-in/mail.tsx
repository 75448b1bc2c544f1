import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '~/api/http';
import { formatNumber } from '~/lib/format';
import { Card } from '~/ui/card';
import { Chip } from '~/ui/chip';
import { JalaliInstant, Ltr, UserText } from '~/ui/text';
import { AreaChoice, AreaNumber, AreaSecret, AreaSwitch, AreaText } from './area-fields';
import { AreaPage } from './area-page';
import { TryCard } from './try-card';
import { useArea } from './use-area';

interface OutboxItem {
  id: string;
  address: string;
  subject: string;
  state: 'pending' | 'claimed' | 'sent' | 'failed' | 'unknown';
  attempts: number;
  createdAt: string;
  fault: string | null;
}

const TONES = { pending: 'accent', claimed: 'accent', sent: 'success', failed: 'danger', unknown: 'warning' } as const;

/** The mail server of the company, a test message, and what became of the latest messages. */
export function MailSettings() {
  const { t } = useTranslation('admin');
  const area = useArea('mail');
  return (
    <AreaPage
      title={t('places.mail')}
      area={area}
      after={
        <>
          <TryCard<{ sent: boolean }>
            title={t('mail.test')}
            text={t('mail.testText')}
            label={t('mail.to')}
            isNeeded
            action={t('mail.send')}
            path="/settings/mail/test"
            bodyOf={(to) => ({ to })}
          >
            {() => t('mail.sent')}
          </TryCard>
          <Outbox />
        </>
      }
    >
      <Card title={t('mail.server')}>
        <div className="flex flex-col gap-4">
          <AreaSwitch area={area} name="enabled" />
          <div className="grid gap-4 sm:grid-cols-2">
            <AreaText area={area} name="host" isLtr />
            <AreaNumber area={area} name="port" />
            <AreaChoice area={area} name="security" values={['starttls', 'tls', 'none']} />
            <AreaText area={area} name="user" isLtr />
            <AreaSecret area={area} name="password" />
          </div>
        </div>
      </Card>
      <Card title={t('mail.sender')}>
        <div className="grid gap-4 sm:grid-cols-2">
          <AreaText area={area} name="from" isLtr />
          <AreaText area={area} name="fromName" />
        </div>
      </Card>
    </AreaPage>
  );
}

function Outbox() {
  const { t } = useTranslation('admin');
  const { data } = useQuery({
    queryKey: ['settings', 'mail', 'outbox'],
    queryFn: async () => (await api.get<{ data: OutboxItem[] }>('/settings/mail/outbox')).data,
  });
  if (!data || data.length === 0) return null;
  return (
    <Card title={t('mail.outbox')} className="mt-4 max-w-3xl">
      <ul className="flex flex-col">
        {data.map((mail) => (
          <li
            key={mail.id}
            className="flex min-h-12 flex-wrap items-center gap-x-3 border-b border-hairline py-1 text-sm last:border-0"
          >
            <Chip tone={TONES[mail.state]}>{t(`mail.states.${mail.state}`)}</Chip>
            <UserText className="grow">{mail.subject}</UserText>
            <Ltr className="text-xs text-muted">{mail.address}</Ltr>
            <span className="text-xs text-muted">
              <JalaliInstant value={mail.createdAt} />
              {mail.attempts > 1 ? ` ${t('mail.attempts', { number: formatNumber(mail.attempts) })}` : ''}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
