import { ListTodo, Phone, Plus, Users } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '~/api/describe';
import { type RecordBase, useCreateRecord, useRemoveRecords } from '~/api/records';
import { useMe } from '~/api/session';
import { addDays, fromTehran, today, toTehran } from '~/lib/calendar';
import { cn } from '~/lib/cn';
import { useShortcuts } from '~/lib/keyboard';
import { notify } from '~/lib/notices';
import { Button } from '~/ui/button';
import { Input } from '~/ui/input';
import type { WorkItem } from './day';
import { useWorkActions } from './use-work-actions';

const TYPES = [
  { id: 'task', icon: ListTodo },
  { id: 'call', icon: Phone },
  { id: 'meeting', icon: Users },
] as const;
const DAYS = [0, 1, 7] as const;
const NINE = 9 * 60;
const LAST_MINUTE = 23 * 60 + 59;

/** A new piece of work in one line: its subject, kind and day. */
export function TaskComposer() {
  const { t } = useTranslation(['home', 'common']);
  const me = useMe();
  const input = useRef<HTMLInputElement>(null);
  const create = useCreateRecord('activities');
  const remove = useRemoveRecords('activities');
  const { refresh } = useWorkActions();
  const [subject, setSubject] = useState('');
  const [type, setType] = useState<WorkItem['type']>('task');
  const [days, setDays] = useState(0);
  useShortcuts({ KeyN: () => input.current?.focus() });

  const save = async () => {
    if (subject.trim() === '' || create.isPending) return;
    const body = { subject: subject.trim(), type, dueAt: dueAt(days), assigneeId: me?.user.id };
    try {
      const record: RecordBase = await create.mutateAsync({ body });
      setSubject('');
      notify(t('home:created', { subject: body.subject }), {
        tone: 'success',
        undo: async () => {
          await remove.mutateAsync([record]);
          await refresh();
        },
      });
      await refresh();
    } catch (error) {
      notify(describeError(error, t), { tone: 'danger' });
    }
  };

  return (
    <form
      aria-label={t('home:newTask')}
      className="rounded-xl border border-hairline bg-surface p-3 shadow-surface"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <div className="flex gap-2">
        <Input
          ref={input}
          label={t('home:newTask')}
          hideLabel
          value={subject}
          onChange={setSubject}
          maxLength={300}
          placeholder={t('home:newTaskHint')}
          className="grow"
        />
        <Button type="submit" variant="primary" icon={<Plus aria-hidden />} isPending={create.isPending}>
          {t('common:actions.add')}
        </Button>
      </div>
      <div className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-1">
        <Choices label={t('home:kind')}>
          {TYPES.map(({ id, icon: Icon }) => (
            <Choice key={id} isOn={type === id} onPress={() => setType(id)}>
              <Icon aria-hidden className="size-3.5" />
              {t(`home:types.${id}`)}
            </Choice>
          ))}
        </Choices>
        <Choices label={t('home:day')}>
          {DAYS.map((value) => (
            <Choice key={value} isOn={days === value} onPress={() => setDays(value)}>
              {t(`home:days.${value}`)}
            </Choice>
          ))}
        </Choices>
      </div>
    </form>
  );
}

function Choices({ label, children }: { label: string; children: ReactNode }) {
  return (
    <fieldset className="flex gap-1 border-0 p-0">
      <legend className="sr-only">{label}</legend>
      {children}
    </fieldset>
  );
}

function Choice({ isOn, onPress, children }: { isOn: boolean; onPress: () => void; children: ReactNode }) {
  return (
    <button
      type="button"
      aria-pressed={isOn}
      onClick={onPress}
      className={cn(
        'flex min-h-7 cursor-pointer items-center gap-1 rounded-full px-2.5 text-xs pointer-coarse:min-h-11',
        isOn ? 'bg-accent-soft font-medium text-accent-soft-foreground' : 'text-muted hover:bg-default',
      )}
    >
      {children}
    </button>
  );
}

/** Nine in the morning of the day; today, in an hour at the earliest, but never past midnight. */
function dueAt(days: number): string {
  const minute = days === 0 ? Math.min(LAST_MINUTE, Math.max(NINE, toTehran(new Date()).minuteOfDay + 60)) : NINE;
  return fromTehran(addDays(today(), days), minute).toISOString();
}
