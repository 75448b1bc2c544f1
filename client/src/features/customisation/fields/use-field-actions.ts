import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { describeError } from '~/api/describe';
import { api } from '~/api/http';
import { notify } from '~/lib/notices';
import { definitionsQuery, type FieldDefinition, useRefreshDefinitions } from '../definitions';
import { placesOf } from './place';

/** Everything that is done to a field in its list; each change can be taken back. */
export function useFieldActions(recordType: string) {
  const { t } = useTranslation(['customisation', 'common']);
  const client = useQueryClient();
  const refresh = useRefreshDefinitions();
  const complain = (error: unknown) => {
    notify(describeError(error, t), { tone: 'danger' });
    void refresh();
  };
  const write = (id: string, body: object) => api.patch<FieldDefinition>(`/custom-fields/${id}`, body);
  const run = (task: () => Promise<unknown>, told?: { text: string; undo: () => Promise<unknown> }) =>
    task()
      .then(refresh)
      .then(() => {
        if (told) notify(told.text, { undo: () => told.undo().then(refresh, complain) });
      }, complain);

  return {
    /** Puts the fields into this order, the one that was moved into this group. */
    sort(ordered: readonly FieldDefinition[], moved?: { id: string; group: string | null }) {
      const places = placesOf(ordered);
      const bodies = new Map<string, { order?: number; group?: string | null }>();
      for (const [id, order] of places) bodies.set(id, { order });
      if (moved) bodies.set(moved.id, { ...bodies.get(moved.id), group: moved.group });
      const before = new Map(ordered.map((field) => [field.id, { order: field.order, group: field.group }]));
      client.setQueryData(definitionsQuery(recordType).queryKey, (all: FieldDefinition[] | undefined) =>
        all?.map((field) => ({ ...field, ...bodies.get(field.id) })).sort((left, right) => left.order - right.order),
      );
      const writeAll = async (each: (id: string) => object) => {
        for (const id of bodies.keys()) await write(id, each(id));
      };
      void run(() => writeAll((id) => bodies.get(id) ?? {}), {
        text: t('customisation:fields.sorted'),
        undo: () => writeAll((id) => before.get(id) ?? {}),
      });
    },
    setActive(field: FieldDefinition, active: boolean) {
      void run(() => write(field.id, { active }), {
        text: t(active ? 'customisation:fields.activated' : 'customisation:fields.deactivated', {
          name: field.labelFa,
        }),
        undo: () => write(field.id, { active: !active }),
      });
    },
    remove(field: FieldDefinition) {
      void run(() => api.delete(`/custom-fields/${field.id}`), {
        text: t('customisation:fields.removed', { name: field.labelFa }),
        undo: () => api.post(`/custom-fields/${field.id}/restore`),
      });
    },
    restore(field: FieldDefinition) {
      void run(() => api.post(`/custom-fields/${field.id}/restore`), {
        text: t('customisation:fields.restored', { name: field.labelFa }),
        undo: () => api.delete(`/custom-fields/${field.id}`),
      });
    },
  };
}
