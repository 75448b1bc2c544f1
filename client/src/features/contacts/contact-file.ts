import { queryOptions } from '@tanstack/react-query';
import { api } from '~/api/http';
import type { WorkItem } from '~/features/records/work/subject';
import type { Money } from '~/lib/format';

export interface LinkedAccount {
  id: string;
  name: string;
  roles: string[];
  main: boolean;
}

/** Answer of `GET /contacts/:id/file`. */
export interface ContactFile {
  accounts: LinkedAccount[];
  figures: { openActivities: number; overdueActivities: number; doneActivities: number; notes: number; files: number };
  openActivities: WorkItem[];
  sections: {
    sales?: {
      open: { count: number; amount: Money | null };
      won: { count: number; amount: Money | null };
      lost: { count: number };
    };
  };
}

export const contactFileQuery = (id: string) =>
  queryOptions({
    queryKey: ['records', 'contacts', 'file', id],
    queryFn: ({ signal }) => api.get<ContactFile>(`/contacts/${id}/file`, { signal }),
  });
