import { queryOptions } from '@tanstack/react-query';
import { api } from '~/api/http';

/** A person or a team to whom one record is open beyond its owner and branch. */
export interface Share {
  id: string;
  userId: string | null;
  teamId: string | null;
  name: string | null;
  level: 'view' | 'edit';
  kind: 'share' | 'collaborator';
  reason: string | null;
  endsOn: string | null;
}

/** Answer of `GET /{resource}/{id}/shares`. */
export interface Shares {
  data: Share[];
  mayShare: boolean;
  mayShareEdit: boolean;
}

export type ShareBody = ({ userId: string } | { teamId: string }) & {
  level: Share['level'];
  kind: Share['kind'];
  reason?: string;
  endsOn?: string;
};

export function sharesQuery(resource: string, id: string) {
  return queryOptions({
    queryKey: ['records', resource, 'shares', id],
    queryFn: ({ signal }) => api.get<Shares>(`/${resource}/${id}/shares`, { signal }),
    retry: false,
  });
}

export function giveShare(resource: string, id: string, body: ShareBody): Promise<Shares> {
  return api.post(`/${resource}/${id}/shares`, body);
}

export function endShare(resource: string, id: string, { userId, teamId }: Share): Promise<Shares> {
  return api.delete(`/${resource}/${id}/shares`, { query: { userId, teamId } });
}
