import { queryOptions, useQuery } from '@tanstack/react-query';
import type { MoneyUnit } from '~/lib/preferences';
import { api } from './http';

export type Scope = 'none' | 'own' | 'team' | 'branch' | 'branchAndBelow' | 'all';

export interface SessionUser {
  id: string;
  username: string;
  fullName: string;
  email?: string | null;
  roleIds?: string[];
  teamIds?: string[];
}

/** Answer of `GET /me`. */
export interface Me {
  user: SessionUser;
  roles: Array<{ id: string; name: string; builtin: string | null }>;
  /** Record type (or part of the settings) to action (`view`, `create`, `edit`, …) to how far it reaches. */
  permissions: Record<string, Record<string, Scope | undefined> | undefined>;
  settings: { moneyUnit?: MoneyUnit } & Record<string, unknown>;
}

export const meQuery = queryOptions({ queryKey: ['me'], queryFn: () => api.get<Me>('/me'), staleTime: 5 * 60_000 });

export function useMe(): Me | undefined {
  return useQuery(meQuery).data;
}

/** Whether the signed-in user may do `action` on any record of the type; the server decides for each record. */
export function useCan(recordType: string, action: string): boolean {
  const scope = useMe()?.permissions[recordType]?.[action];
  return scope !== undefined && scope !== 'none';
}
