import { type Action, Principal, type PrincipalData, type Reach, type Scope } from './principal.js';

/** What an API key may be used for of what its user may do: actions on the records of one type, or one part of the set-up. */
export interface KeyScope {
  readonly recordType: string;
  readonly actions: readonly Action[];
}

/**
 * The principal of a key: what its user may do and its scopes name, never more. Row-level security holds the user's
 * own rights behind it.
 */
export function narrowed(principal: Principal, scopes: readonly KeyScope[] | null): Principal {
  if (scopes === null) return principal;
  const { data } = principal;
  const grants: Record<string, readonly Scope[]> = {};
  const reaches = new Map<string, Reach>();
  for (const { recordType, actions } of scopes)
    for (const action of actions) {
      if (!principal.may(recordType, action)) continue;
      const key = `${recordType}/${action}`;
      reaches.set(key, principal.reach(recordType, action));
      grants[key] = [...new Set([...(data.grants[key] ?? []), ...(data.grants[`*/${action}`] ?? [])])];
    }
  const viewed = new Set(scopes.flatMap(({ recordType, actions }) => (actions.includes('view') ? [recordType] : [])));
  const narrow: PrincipalData = {
    ...data,
    grants,
    reaches,
    sharedTypes: new Set([...data.sharedTypes].filter((type) => viewed.has(type))),
  };
  return new Principal(narrow);
}
