import { createStore } from '~/lib/store';

/** Somebody else who has the record open. */
export interface PresentPerson {
  id: string;
  fullName: string;
  state: 'viewing' | 'editing';
  fields: string[];
}

/** Who else is at which record: one record page is open at a time. */
export const present = createStore<{ recordId: string; people: readonly PresentPerson[] }>({
  recordId: '',
  people: [],
});

/** Fields of a record that the reader is changing now. */
export const changing = createStore<{ recordId: string; fields: readonly string[] }>({ recordId: '', fields: [] });

/** Notes that the reader begins or ends to change a field. */
export function noteChanging(recordId: string, field: string, isChanging: boolean): void {
  changing.set((now) => {
    const others = now.recordId === recordId ? now.fields.filter((name) => name !== field) : [];
    return { recordId, fields: isChanging ? [...others, field] : others };
  });
}

/** Who changes this field of the record now. */
export function changerOf(
  now: ReturnType<typeof present.get>,
  recordId: string,
  field: string,
): PresentPerson | undefined {
  if (now.recordId !== recordId) return undefined;
  return now.people.find((person) => person.state === 'editing' && person.fields.includes(field));
}
