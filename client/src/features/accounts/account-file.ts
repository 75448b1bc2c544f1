import { queryOptions } from '@tanstack/react-query';
import { api } from '~/api/http';
import type { RecordBase } from '~/api/records';
import type { WorkItem } from '~/features/records/work/subject';
import type { Money } from '~/lib/format';

/** What sales knows of a customer. */
export interface SalesSection {
  open: { count: number; amount: Money | null; weighted: Money | null };
  won: { count: number; amount: Money | null };
  lost: { count: number };
}

export interface RelatedAccount {
  id: string;
  name: string;
  relation: string;
}

export interface Person extends RecordBase {
  roles: string[];
  main: boolean;
}

/** Answer of `GET /accounts/:id/file`. */
export interface AccountFile {
  people: Person[];
  parent: RelatedAccount | null;
  branches: RelatedAccount[];
  figures: { openActivities: number; overdueActivities: number; doneActivities: number; notes: number; files: number };
  openActivities: WorkItem[];
  sections: { sales?: SalesSection };
}

export const accountFileQuery = (id: string) =>
  queryOptions({
    queryKey: ['records', 'accounts', 'file', id],
    queryFn: ({ signal }) => api.get<AccountFile>(`/accounts/${id}/file`, { signal }),
  });
