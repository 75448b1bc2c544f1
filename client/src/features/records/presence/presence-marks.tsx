import { useTranslation } from 'react-i18next';
import { cn } from '~/lib/cn';
import { useStore } from '~/lib/store';
import { Avatar } from '~/ui/avatar';
import { type PresentPerson, present } from './present';
import { usePresence } from './use-presence';

const MOST = 4;

/** Who else has the record open, and a word when somebody changes it. */
export function PresenceMarks({ resource, id }: { resource: string; id: string }) {
  const { t } = useTranslation('presence');
  usePresence(resource, id);
  const now = useStore(present);
  const people = now.recordId === id ? now.people : [];
  if (people.length === 0) return null;
  const editors = people.filter((person) => person.state === 'editing').map((person) => person.fullName);
  return (
    <div role="status" className="flex items-center gap-2 text-xs text-muted">
      <span className="flex">
        {people.slice(0, MOST).map((person) => (
          <PersonMark key={person.id} person={person} />
        ))}
      </span>
      <span>
        {editors.length > 0
          ? t('editing', { names: editors.join('، '), count: editors.length })
          : t('viewing', { names: people.map((person) => person.fullName).join('، '), count: people.length })}
      </span>
    </div>
  );
}

function PersonMark({ person }: { person: PresentPerson }) {
  return (
    <span
      title={person.fullName}
      className={cn('-me-1 rounded-full border-2', person.state === 'editing' ? 'border-warning' : 'border-surface')}
    >
      <Avatar name={person.fullName} size="sm" />
    </span>
  );
}
