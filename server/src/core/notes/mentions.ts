const MENTION = /@\[(team:)?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\]/gi;

/** Whom a text names. */
export interface Mentions {
  readonly userIds: string[];
  readonly teamIds: string[];
}

/** Users that a text mentions as `@[user id]` and teams as `@[team:team id]`, each once, in order. */
export function mentionsIn(text: string): Mentions {
  const found = [...text.matchAll(MENTION)].map(([, team, id]) => ({
    isTeam: team !== undefined,
    id: (id as string).toLowerCase(),
  }));
  const ids = (isTeam: boolean) => [...new Set(found.filter((one) => one.isTeam === isTeam).map(({ id }) => id))];
  return { userIds: ids(false), teamIds: ids(true) };
}
