import { useDeferredValue, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldOf, useRecordType } from '~/api/record-types';
import type { RecordBase } from '~/api/records';
import type { RecordColumn } from '~/features/records/list/field-columns';
import { RecordListScreen } from '~/features/records/list/record-list-screen';
import { FieldValue } from '~/ui/field-value';
import { Money, UserText } from '~/ui/text';
import { DuplicatesNote } from './duplicates-note';
import type { Lead } from './lead';
import { ScoreChip } from './score-picture';

const MAIN_FIELDS = [
  'firstName',
  'lastName',
  'companyName',
  'mobile',
  'email',
  'source',
  'productInterest',
  'estimatedAmount',
];
const DEFAULT_COLUMNS = [
  'companyName',
  'status',
  'score',
  'mobile',
  'source',
  'estimatedAmount',
  'city',
  'nextStepAt',
  'ownerId',
];

const asLead = (row: RecordBase): Lead => row as Lead;

/** Everybody who may become a customer. */
export function LeadList() {
  const { t } = useTranslation('leads');
  const columns = useMemo<readonly RecordColumn[]>(
    () => [
      {
        id: 'score',
        header: t('score.label'),
        width: 90,
        sortField: 'score',
        cell: (row) => <ScoreChip score={asLead(row).score} />,
      },
    ],
    [t],
  );
  return (
    <RecordListScreen
      type="lead"
      columns={columns}
      defaultColumns={DEFAULT_COLUMNS}
      form={{
        mainFields: MAIN_FIELDS,
        extra: ({ mobile, phone, email, companyName }) => (
          <TypedDuplicates facts={{ mobile, phone, email, companyName }} />
        ),
      }}
      renderCard={(row) => <LeadCard lead={asLead(row)} />}
    />
  );
}

/** Warns of records that may be the same while a lead is typed. */
function TypedDuplicates({ facts }: { facts: Record<string, unknown> }) {
  const told = Object.entries(facts).filter(([, value]) => typeof value === 'string' && value.trim().length >= 3);
  const settled = useDeferredValue(JSON.stringify(Object.fromEntries(told)));
  return <DuplicatesNote lead={JSON.parse(settled) as Partial<Lead>} />;
}

function LeadCard({ lead }: { lead: Lead }) {
  const status = fieldOf(useRecordType('lead'), 'status');
  return (
    <div className="flex flex-col gap-1">
      <div className="flex items-center gap-2">
        <UserText className="min-w-0 grow truncate font-medium">{lead.fullName}</UserText>
        <ScoreChip score={lead.score} />
      </div>
      {lead.companyName && lead.companyName !== lead.fullName ? (
        <UserText className="truncate text-xs text-muted">{lead.companyName}</UserText>
      ) : null}
      <div className="flex items-center justify-between gap-2">
        {status ? <FieldValue field={status} value={lead.status} /> : null}
        {lead.estimatedAmount ? <Money value={lead.estimatedAmount} isCompact className="text-sm" /> : null}
      </div>
    </div>
  );
}
