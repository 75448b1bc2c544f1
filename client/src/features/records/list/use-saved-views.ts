import { useTranslation } from 'react-i18next';
import { describeError } from '~/api/describe';
import type { Filter } from '~/api/filter';
import { type RecordBase, useCreateRecord, useRecordList, useUpdateRecord } from '~/api/records';
import { useRemoveWithUndo } from '~/api/undo';
import { notify } from '~/lib/notices';

export type Audience = 'mine' | 'team' | 'everyone' | 'chosen';

/** Whom a view is for; the lists count for `chosen`. */
export interface SharedWith {
  audience: Audience;
  roleIds: string[];
  teamIds: string[];
  userIds: string[];
}

/** A list under a name, as `/saved-views` keeps it. */
export interface SavedViewRecord extends RecordBase, SharedWith {
  name: string;
  recordType: string;
  filter: Filter | null;
  sort: string | null;
  columns: string[] | null;
  layout: ViewLayout | null;
}

/** What else a view remembers. */
export interface ViewLayout {
  /** What the rows are split by. */
  group?: string;
  /** The list opens with it: for its owner, or for everybody when it is shared. */
  isDefault?: boolean;
}

/** What a view remembers of a list. */
export type ViewContent = Pick<SavedViewRecord, 'filter' | 'sort' | 'columns'> & { group: string | null };

function stored({ group, ...content }: ViewContent, layout: ViewLayout | null | undefined) {
  const { group: _group, ...rest } = layout ?? {};
  return { ...content, layout: { ...rest, ...(group ? { group } : {}) } };
}

/** Who opens a list. */
export interface Viewer {
  id: string;
  roleIds: readonly string[];
  teamIds: readonly string[];
}

/** The views that a list opens with: the reader's own, and the one that is set for their role, team or all. */
export function defaultViewOf(views: readonly SavedViewRecord[], viewer: Viewer) {
  const defaults = views.filter((view) => view.layout?.isDefault);
  // An administrator sees also what is meant for others.
  const isMeant = (view: SavedViewRecord) =>
    view.userIds.includes(viewer.id) ||
    view.roleIds.some((id) => viewer.roleIds.includes(id)) ||
    view.teamIds.some((id) => viewer.teamIds.includes(id));
  return {
    own: defaults.find((view) => view.ownerId === viewer.id && view.audience === 'mine'),
    shared:
      defaults.find((view) => view.audience === 'chosen' && isMeant(view)) ??
      defaults.find((view) => view.audience === 'team' || view.audience === 'everyone'),
  };
}

/** The saved views of one record type, and what can be done with them. */
export function useSavedViews(recordType: string) {
  const { t } = useTranslation(['records', 'common']);
  const list = useRecordList<SavedViewRecord>('saved-views', {
    filter: { field: 'recordType', op: 'eq', value: recordType },
    sort: 'position',
    limit: 100,
  });
  const create = useCreateRecord<SavedViewRecord>('saved-views');
  const update = useUpdateRecord<SavedViewRecord>('saved-views');
  const remove = useRemoveWithUndo<SavedViewRecord>('saved-views', (view) => view.name);
  const onError = (error: unknown) => notify(describeError(error, t), { tone: 'danger' });
  const change = (view: SavedViewRecord, changes: Partial<SavedViewRecord>) =>
    update.mutate(
      { record: view, changes },
      { onSuccess: (saved) => notify(t('records:saved', { name: saved.name }), { tone: 'success' }), onError },
    );
  return {
    views: list.rows,
    /** Whether the views have arrived. */
    isLoaded: list.isSuccess,
    create: (content: ViewContent, shared: SharedWith & { name: string }, onDone: (view: SavedViewRecord) => void) => {
      create.mutate({ body: { ...stored(content, undefined), ...shared, recordType } }, { onSuccess: onDone, onError });
    },
    /** Writes what the list shows now into the view. */
    keep: (view: SavedViewRecord, content: ViewContent) => change(view, stored(content, view.layout)),
    /** Has the list open with this view, for me or (a shared one) for all; with it already set, no longer. */
    toggleDefault: (view: SavedViewRecord, userId: string) => {
      const isOn = view.layout?.isDefault === true;
      const others = list.rows.filter(
        (other) =>
          other.id !== view.id &&
          other.layout?.isDefault &&
          other.ownerId === userId &&
          // Each role or team may have a default of its own.
          other.audience === view.audience &&
          view.audience !== 'chosen',
      );
      for (const other of others)
        update.mutate({ record: other, changes: { layout: { ...other.layout, isDefault: false } } }, { onError });
      change(view, { layout: { ...view.layout, isDefault: !isOn } });
    },
    update: change,
    remove: (view: SavedViewRecord) => remove([view]),
    isCreating: create.isPending,
  };
}
