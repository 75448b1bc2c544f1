import { lazy, Suspense } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useRecordType } from '~/api/record-types';
import { recordKeys } from '~/api/records';
import { useStore } from '~/lib/store';
import { type Conflict, conflicts } from './conflicts';

const ConflictDialog = lazy(() =>
  import('~/ui/conflict-dialog').then((module) => ({ default: module.ConflictDialog })),
);

/** Where a stale save is settled, field by field. Stands once on every screen that saves with `useSaveRecord`. */
export function ConflictHost() {
  const conflict = useStore(conflicts);
  return conflict ? <Settling conflict={conflict} /> : null;
}

function Settling({ conflict }: { conflict: Conflict }) {
  const type = useRecordType(conflict.typeName);
  const client = useQueryClient();
  const close = () => {
    conflicts.set(null);
    if (type) void client.invalidateQueries({ queryKey: recordKeys.all(type.resource) });
  };
  return (
    <Suspense fallback={null}>
      <ConflictDialog
        error={conflict.error}
        type={type}
        onClose={close}
        onResolve={(changes) => {
          close();
          if (Object.keys(changes).length > 0) conflict.resolve(changes);
        }}
      />
    </Suspense>
  );
}
