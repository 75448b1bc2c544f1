import { useTranslation } from 'react-i18next';
import { fieldOf, type RecordTypeInfo, useLabel } from '~/api/record-types';
import { JalaliInstant, UserText } from '~/ui/text';
import { LinkName } from '../parts/link-name';

/** What an entry of the history tells that changed no field: with whom a record was shared, what was uncovered. */
export interface AccessDetail {
  userId?: string;
  teamId?: string;
  level?: 'view' | 'edit';
  kind?: 'share' | 'collaborator';
  reason?: string;
  endsAt?: string;
  field?: string;
}

export function AccessDetailText({ type, detail }: { type: RecordTypeInfo; detail: AccessDetail }) {
  const { t } = useTranslation('history');
  const label = useLabel();
  if (detail.field) {
    const field = fieldOf(type, detail.field);
    return <span className="text-xs text-muted">{field ? label(field.label) : detail.field}</span>;
  }
  if (!detail.userId && !detail.teamId) return null;
  return (
    <span className="flex flex-wrap items-baseline gap-x-1.5 text-xs text-muted">
      <LinkName
        target={detail.userId ? 'user' : 'team'}
        id={detail.userId ?? detail.teamId}
        className="text-foreground"
      />
      {detail.level ? (
        <span>({t(detail.kind === 'collaborator' ? 'rights.collaborator' : `rights.${detail.level}`)})</span>
      ) : null}
      {detail.endsAt ? (
        <span>
          {t('until')} <JalaliInstant value={detail.endsAt} />
        </span>
      ) : null}
      {detail.reason ? <UserText>{detail.reason}</UserText> : null}
    </span>
  );
}
