import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '~/api/describe';
import { api } from '~/api/http';
import { type RecordBase, recordKeys } from '~/api/records';
import { notify } from '~/lib/notices';
import { Dialog } from '~/ui/dialog';
import { SkeletonText } from '~/ui/skeleton';
import type { Lead } from './lead';

const ConvertForm = lazy(() => import('./convert-form'));
const DisqualifyForm = lazy(() => import('./disqualify-form'));
const AssignForm = lazy(() => import('./assign-form'));

type Question = { kind: 'convert' | 'disqualify' | 'assign'; lead: Lead };

interface Conversion {
  account: RecordBase;
  opportunity: RecordBase | null;
}

export interface LeadActions {
  convert: (lead: Lead) => void;
  disqualify: (lead: Lead) => void;
  assign: (lead: Lead) => void;
  /** Opens a disqualified lead again. */
  reopen: (lead: Lead) => void;
  /** Draw this once: the question that is open now. */
  dialog: ReactNode;
}

/** What can become of a lead. */
export function useLeadActions(): LeadActions {
  const { t } = useTranslation(['leads', 'common']);
  const client = useQueryClient();
  const navigate = useNavigate();
  const [question, setQuestion] = useState<Question | null>(null);
  const refresh = (...resources: string[]) =>
    Promise.all(resources.map((name) => client.invalidateQueries({ queryKey: recordKeys.all(name) })));
  const complain = (error: unknown) =>
    notify(
      describeError(error, (key) => t(key as 'common:errors.unexpected')),
      { tone: 'danger' },
    );
  const ask = (kind: Question['kind']) => (lead: Lead) => setQuestion({ kind, lead });
  const act = <T,>(lead: Pick<Lead, 'id' | 'version'>, verb: string, body: object) =>
    api.post<T>(`/leads/${lead.id}/${verb}`, body, { ifMatch: lead.version });

  const reopen = (lead: Lead) => {
    api.patch<Lead>(`/leads/${lead.id}`, { status: 'working' }, { ifMatch: lead.version }).then(() => {
      void refresh('leads');
      notify(t('leads:reopened', { name: lead.fullName }));
    }, complain);
  };
  const convert = async (lead: Lead, body: object) => {
    const made = await act<Conversion>(lead, 'convert', body);
    setQuestion(null);
    void refresh('leads', 'accounts', 'contacts', 'opportunities');
    notify(t('leads:converted', { name: lead.fullName }), { tone: 'success' });
    await navigate(
      made.opportunity
        ? { to: '/opportunities/$id', params: { id: made.opportunity.id } }
        : { to: `/accounts/${made.account.id}` as '/' },
    );
  };
  const disqualify = async (lead: Lead, reason: string) => {
    const saved = await act<Lead>(lead, 'disqualify', { reason });
    setQuestion(null);
    void refresh('leads');
    notify(t('leads:disqualified', { name: lead.fullName }), {
      undo: async () => {
        await api.patch(`/leads/${lead.id}`, { status: lead.status }, { ifMatch: saved.version }).catch(complain);
        await refresh('leads');
      },
    });
  };
  const assign = async (lead: Lead, ownerId: string | undefined) => {
    const saved = await act<Lead>(lead, 'assign', ownerId ? { ownerId } : {});
    setQuestion(null);
    void refresh('leads');
    notify(t('leads:assigned', { name: lead.fullName }), {
      undo: async () => {
        await act(saved, 'assign', { ownerId: lead.ownerId }).catch(complain);
        await refresh('leads');
      },
    });
  };

  const cancel = () => setQuestion(null);
  const dialog = question ? (
    <Dialog
      isOpen
      isDismissable={false}
      onOpenChange={cancel}
      title={t(`leads:ask.${question.kind}`)}
      subtitle={question.lead.fullName}
      size={question.kind === 'convert' ? 'md' : 'sm'}
    >
      <Suspense fallback={<SkeletonText lines={4} />}>
        {question.kind === 'convert' ? (
          <ConvertForm lead={question.lead} onCancel={cancel} onSave={(body) => convert(question.lead, body)} />
        ) : question.kind === 'disqualify' ? (
          <DisqualifyForm onCancel={cancel} onSave={(reason) => disqualify(question.lead, reason)} />
        ) : (
          <AssignForm lead={question.lead} onCancel={cancel} onSave={(ownerId) => assign(question.lead, ownerId)} />
        )}
      </Suspense>
    </Dialog>
  ) : null;
  return { convert: ask('convert'), disqualify: ask('disqualify'), assign: ask('assign'), reopen, dialog };
}
