import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Money } from '~/lib/format';
import { DatePicker } from '~/ui/date-picker';
import { FormShell } from '~/ui/form-shell';
import { Input } from '~/ui/input';
import { MoneyInput } from '~/ui/money-input';
import { Switch } from '~/ui/switch';
import { type ConvertDraft, convertBody, draftOf } from './convert-body';
import { useLeadDuplicates } from './duplicates-note';
import { ExistingOrNew } from './existing-or-new';
import type { Duplicate, Lead } from './lead';

interface ConvertFormProps {
  lead: Lead;
  onCancel: () => void;
  onSave: (body: object) => Promise<void>;
}

/** Account, contact and opportunity out of one lead, in one step; what is there already can be chosen instead. */
export default function ConvertForm({ lead, onCancel, onSave }: ConvertFormProps) {
  const { t } = useTranslation('leads');
  const found = useLeadDuplicates(lead).data?.data ?? [];
  const of = (type: Duplicate['type']) => found.filter((duplicate) => duplicate.type === type);
  const [draft, setDraft] = useState<ConvertDraft>(() => draftOf(lead));
  const set = (patch: Partial<ConvertDraft>) => setDraft({ ...draft, ...patch });
  const hasPerson = Boolean(lead.lastName);
  return (
    <FormShell
      saveLabel={t('actions.convert')}
      isReady={!draft.hasOpportunity || draft.opportunityName.trim() !== ''}
      onCancel={onCancel}
      onSave={() => onSave(convertBody(draft))}
    >
      {(messageFor) => (
        <>
          <ExistingOrNew
            type="account"
            newName={lead.companyName ?? lead.fullName}
            duplicates={of('account')}
            value={draft.accountId}
            onChange={(accountId) => set({ accountId })}
            error={messageFor('accountId') ?? messageFor('account.name')}
          />
          {hasPerson ? (
            <ExistingOrNew
              type="contact"
              newName={lead.fullName}
              duplicates={of('contact')}
              value={draft.contactId}
              onChange={(contactId) => set({ contactId })}
              error={messageFor('contactId') ?? messageFor('contact.lastName')}
            />
          ) : null}
          <section className="flex flex-col gap-3 rounded-xl border border-hairline p-3">
            <Switch isSelected={draft.hasOpportunity} onChange={(hasOpportunity) => set({ hasOpportunity })}>
              {t('convert.opportunity')}
            </Switch>
            {draft.hasOpportunity ? (
              <div className="grid gap-3 sm:grid-cols-2">
                <Input
                  label={t('convert.name')}
                  className="sm:col-span-2"
                  value={draft.opportunityName}
                  onChange={(opportunityName) => set({ opportunityName })}
                  maxLength={200}
                  isRequired
                  error={messageFor('opportunity.name')}
                />
                <MoneyInput
                  label={t('convert.amount')}
                  value={draft.amount}
                  onChange={(amount: Money | null) => set({ amount })}
                  error={messageFor('opportunity.amount')}
                />
                <DatePicker
                  label={t('convert.expectedClose')}
                  value={draft.expectedCloseOn}
                  onChange={(expectedCloseOn) => set({ expectedCloseOn })}
                  error={messageFor('opportunity.expectedCloseOn')}
                />
              </div>
            ) : null}
          </section>
        </>
      )}
    </FormShell>
  );
}
