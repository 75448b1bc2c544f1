import { Link } from '@tanstack/react-router';
import { Combine, Unlink } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { fieldOf, type RecordTypeInfo, useLabel } from '~/api/record-types';
import { formatNumber } from '~/lib/format';
import { Button, LinkButton } from '~/ui/button';
import { Chip } from '~/ui/chip';
import { JalaliInstant, UserText } from '~/ui/text';
import { titleOf } from '../records/parts/fields';
import { RecordValue } from '../records/parts/record-value';
import type { DuplicateGroup } from './types';

interface GroupCardProps {
  type: RecordTypeInfo;
  group: DuplicateGroup;
  onDismiss: (group: DuplicateGroup) => void;
}

/** Records that are likely one: why, how likely, and what to do with them. */
export function GroupCard({ type, group, onDismiss }: GroupCardProps) {
  const { t } = useTranslation('merging');
  const label = useLabel();
  const reasons = group.reasons.map((name) => fieldOf(type, name)).filter((field) => field !== undefined);
  const ids = group.records.map(({ id }) => id);
  return (
    <li className="rounded-xl border border-hairline bg-surface p-4">
      <div className="flex flex-wrap items-center gap-2">
        <span className="text-sm font-medium">
          {t('likely', { percent: formatNumber(Math.round(group.score * 100)) })}
        </span>
        {reasons.map((field) => (
          <Chip key={field.name} tone="warning">
            {t('same', { field: label(field.label) })}
          </Chip>
        ))}
        <span className="ms-auto flex flex-wrap gap-2">
          <Button size="sm" variant="ghost" icon={<Unlink aria-hidden />} onPress={() => onDismiss(group)}>
            {t('notDuplicate')}
          </Button>
          <LinkButton
            size="sm"
            variant="outline"
            icon={<Combine aria-hidden />}
            to="/duplicates/merge"
            search={{ type: type.name, ids: ids.slice(0, 10).join(',') }}
          >
            {t('compare')}
          </LinkButton>
        </span>
      </div>
      <ul className="mt-3 divide-y divide-hairline">
        {group.records.map((record) => (
          <li key={record.id} className="flex flex-wrap items-baseline gap-x-4 gap-y-1 py-2 text-sm">
            <Link
              to={`/${type.resource}/${record.id}` as '/'}
              className="min-w-0 font-medium underline-offset-4 hover:underline"
            >
              <UserText>{titleOf(type, record)}</UserText>
            </Link>
            {reasons
              .filter((field) => field.name !== type.titleField)
              .map((field) => (
                <span key={field.name} className="text-muted">
                  <RecordValue row={record} field={field} />
                </span>
              ))}
            <span className="ms-auto text-xs text-muted">
              {t('made')} <JalaliInstant value={record.createdAt} />
            </span>
          </li>
        ))}
      </ul>
    </li>
  );
}
