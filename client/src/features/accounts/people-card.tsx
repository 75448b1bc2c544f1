import { Link } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { fieldOf, useRecordType } from '~/api/record-types';
import { Avatar } from '~/ui/avatar';
import { IconButton } from '~/ui/button';
import { Card } from '~/ui/card';
import { Chip } from '~/ui/chip';
import { FieldValue } from '~/ui/field-value';
import { SkeletonText } from '~/ui/skeleton';
import { PhoneText, UserText } from '~/ui/text';
import type { Person } from './account-file';

interface PeopleCardProps {
  people: readonly Person[] | undefined;
  onAdd: (() => void) | undefined;
}

/** The people of an account, those with a role first. */
export function PeopleCard({ people, onAdd }: PeopleCardProps) {
  const { t } = useTranslation('accounts');
  const role = fieldOf(useRecordType('accountContact'), 'role');
  return (
    <Card
      title={t('people.title')}
      actions={
        onAdd ? (
          <IconButton label={t('people.add')} size="sm" onPress={onAdd}>
            <Plus aria-hidden />
          </IconButton>
        ) : null
      }
    >
      {people === undefined ? <SkeletonText /> : null}
      {people?.length === 0 ? <p className="text-sm text-muted">{t('people.none')}</p> : null}
      <ul className="flex flex-col gap-3">
        {people?.map((person) => {
          const name = String(person.fullName ?? '');
          const phone = String(person.mobile ?? person.phone ?? '');
          return (
            <li key={person.id} className="flex items-center gap-3">
              <Avatar name={name} />
              <div className="min-w-0 grow">
                <div className="flex flex-wrap items-center gap-x-2 text-sm">
                  <Link
                    to="/contacts/$id"
                    params={{ id: person.id }}
                    className="min-w-0 truncate font-medium hover:underline"
                  >
                    <UserText>{name}</UserText>
                  </Link>
                  {person.main ? <Chip tone="accent">{t('people.main')}</Chip> : null}
                  {role && person.roles.length > 0 ? <FieldValue field={role} value={person.roles} /> : null}
                </div>
                <div className="flex flex-wrap items-center gap-x-2 text-xs text-muted">
                  {person.jobTitle ? <UserText>{String(person.jobTitle)}</UserText> : null}
                  {phone ? <PhoneText value={phone} hasCopy={false} /> : null}
                </div>
              </div>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
