import { useTranslation } from 'react-i18next';
import { useLabel, useRecordType } from '~/api/record-types';
import { formatNumber } from '~/lib/format';
import { RecordPicker } from '~/ui/record-picker';
import { Select } from '~/ui/select';
import type { HandoverPreview, RuleDraft } from './handover';

interface HandoverRuleProps {
  part: HandoverPreview['types'][number];
  draft: RuleDraft;
  leaver: string;
  onChange: (draft: RuleDraft) => void;
}

const KINDS = ['user', 'team', 'orgUnit', 'keep'] as const;

/** Whom the records of one type go to. */
export function HandoverRule({ part, draft, leaver, onChange }: HandoverRuleProps) {
  const { t } = useTranslation('handover');
  const label = useLabel();
  const type = useRecordType(part.recordType);
  const hasClosed = part.open < part.total;
  const others = {
    and: [
      { field: 'active', op: 'eq' as const, value: true },
      { field: 'id', op: 'ne' as const, value: leaver },
    ],
  };
  const receiver = draft.kind === 'team' ? t('team') : draft.kind === 'orgUnit' ? t('otherwise') : t('receiver');
  return (
    <li className="grid gap-3 border-b border-hairline py-3 last:border-0 sm:grid-cols-[10rem_1fr_1fr_8rem] sm:items-end">
      <div className="flex flex-col">
        <span className="text-sm font-medium">
          {type ? label({ fa: type.labels.fa.many, en: type.labels.en.many }) : part.recordType}
        </span>
        <span className="text-xs text-muted">
          {hasClosed
            ? t('open', { open: formatNumber(part.open), total: formatNumber(part.total) })
            : t('count', { total: formatNumber(part.total) })}
        </span>
      </div>
      <Select
        label={t('to.label')}
        value={draft.kind}
        onChange={(kind) => onChange({ ...draft, kind, id: null })}
        options={KINDS.map((kind) => ({ value: kind, label: t(`to.${kind}`) }))}
      />
      {draft.kind === 'keep' ? (
        <span />
      ) : (
        <RecordPicker
          key={draft.kind}
          type={draft.kind === 'team' ? 'team' : 'user'}
          label={receiver}
          value={draft.id}
          {...(draft.kind === 'team' ? {} : { filter: others })}
          onChange={(id) => onChange({ ...draft, id })}
        />
      )}
      {hasClosed && draft.kind !== 'keep' ? (
        <Select
          label={t('what.label')}
          value={draft.what}
          onChange={(what) => onChange({ ...draft, what })}
          options={(['open', 'all'] as const).map((what) => ({ value: what, label: t(`what.${what}`) }))}
        />
      ) : (
        <span />
      )}
    </li>
  );
}
