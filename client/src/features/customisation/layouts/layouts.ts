import { useQuery } from '@tanstack/react-query';
import { api } from '~/api/http';
import type { FieldGroup, Label } from '~/api/record-types';
import { type Page, type RecordBase, recordKeys } from '~/api/records';

/** How records of a type are laid out, and what the type and its fields are called, as `/record-layouts` tells it. */
export interface LayoutRecord extends RecordBase {
  name: string;
  recordType: string;
  /** Empty for everybody. */
  roleIds: string[];
  labels: { one: Label; many: Label } | null;
  fieldLabels: Record<string, Label> | null;
  form: FieldGroup[] | null;
  facts: FieldGroup[] | null;
  listColumns: string[] | null;
  cardFields: string[] | null;
}

/** The parts of a layout that fields are dragged into. */
export const LAYOUT_PARTS = ['form', 'facts', 'listColumns', 'cardFields'] as const;
export type LayoutPart = (typeof LAYOUT_PARTS)[number];

const RESOURCE = 'record-layouts';

export function useLayouts(recordType: string) {
  return useQuery({
    queryKey: recordKeys.list(RESOURCE, { recordType }),
    queryFn: async ({ signal }) =>
      (
        await api.get<Page<LayoutRecord>>(`/${RESOURCE}`, {
          signal,
          query: { filter: { field: 'recordType', op: 'eq', value: recordType }, sort: 'order', limit: 200 },
        })
      ).data,
  });
}

/** The layout for everybody, or the one for exactly this role. */
export function layoutFor(layouts: readonly LayoutRecord[], roleId: string | null): LayoutRecord | undefined {
  return layouts.find(({ roleIds }) =>
    roleId === null ? roleIds.length === 0 : roleIds.length === 1 && roleIds[0] === roleId,
  );
}

/** Writes parts of a layout; makes the layout where there is none. */
export function writeLayout(
  layout: LayoutRecord | undefined,
  body: Partial<LayoutRecord>,
  first: Pick<LayoutRecord, 'name' | 'recordType' | 'roleIds'>,
): Promise<LayoutRecord> {
  return layout
    ? api.patch<LayoutRecord>(`/${RESOURCE}/${layout.id}`, body, { ifMatch: layout.version })
    : api.post<LayoutRecord>(`/${RESOURCE}`, { ...first, ...body });
}

/** Whether a part is a list of groups, and not of fields alone. */
export function isGrouped(part: LayoutPart): part is 'form' | 'facts' {
  return part === 'form' || part === 'facts';
}

/** A part of a layout as groups to drag between; a plain list is one group. Undefined when the layout does not say it. */
export function groupsOf(layout: LayoutRecord | undefined, part: LayoutPart): FieldGroup[] | undefined {
  if (isGrouped(part)) return layout?.[part] ?? undefined;
  const fields = layout?.[part];
  return fields ? [{ fields }] : undefined;
}

/** Takes a field out of wherever it is and puts it into a group (`null`: into none) at a place. */
export function moved(groups: readonly FieldGroup[], name: string, to: number | null, at: number): FieldGroup[] {
  return groups.map((group, index) => {
    const rest = group.fields.filter((field) => field !== name);
    return { ...group, fields: index === to ? rest.toSpliced(at, 0, name) : rest };
  });
}
