import { ONE_RECORD, together } from './duplicate-keys.js';

/** Of keys that so many records share none tells one from another: a switchboard, «نامشخص». */
const MOST_SHARED = 30;

/** Two records that have something in common, and by which rules. */
export interface Edge {
  readonly rules: number[];
}

/** Records that have keys in common, by position: `keys[rule][record]`. Each shared key is looked at once. */
export function edgesOf<K>(keys: readonly (readonly (K | undefined)[])[], count: number): Map<number, Edge> {
  const edges = new Map<number, Edge>();
  for (const [rule, own] of keys.entries()) {
    const holders = new Map<K, number[]>();
    for (let i = 0; i < count; i += 1) {
      const key = own[i];
      if (key === undefined) continue;
      const known = holders.get(key);
      if (known) known.push(i);
      else holders.set(key, [i]);
    }
    addEdges(edges, rule, holders.values(), count);
  }
  return edges;
}

/** Adds what the holders of each key have in common. */
export function addEdges(
  edges: Map<number, Edge>,
  rule: number,
  groups: Iterable<readonly number[]>,
  count: number,
): void {
  for (const holders of groups) {
    if (holders.length < 2 || holders.length > MOST_SHARED) continue;
    for (const [at, a] of holders.entries())
      for (const b of holders.slice(at + 1)) {
        const place = a * count + b;
        const edge = edges.get(place);
        if (edge) edge.rules.push(rule);
        else edges.set(place, { rules: [rule] });
      }
  }
}

/** Records that hang together, by position. */
export interface LikelyGroup {
  readonly members: number[];
  readonly rules: number[];
  /** That of its likeliest pair, 0..1. */
  readonly score: number;
}

/** Groups of records that are likely one, the likeliest first. */
export function likelyGroups(
  edges: ReadonlyMap<number, Edge>,
  weights: readonly number[],
  count: number,
  isOther: (a: number, b: number) => boolean,
): LikelyGroup[] {
  const parent = new Map<number, number>();
  const root = (i: number): number => {
    let at = i;
    while (parent.has(at) && parent.get(at) !== at) at = parent.get(at) as number;
    parent.set(i, at);
    return at;
  };
  const strong: { a: number; score: number; rules: number[] }[] = [];
  for (const [place, { rules }] of edges) {
    const [a, b] = [Math.floor(place / count), place % count];
    const score = together(rules.map((rule) => (weights[rule] as number) / 100));
    if (score < ONE_RECORD || isOther(a, b)) continue;
    strong.push({ a, score, rules });
    const [left, right] = [root(a), root(b)];
    if (left !== right) parent.set(left, right);
    else parent.set(left, left);
  }
  const groups = new Map<number, { members: Set<number>; rules: Set<number>; score: number }>();
  for (const i of parent.keys()) {
    const at = root(i);
    const group = groups.get(at) ?? { members: new Set(), rules: new Set(), score: 0 };
    group.members.add(i);
    groups.set(at, group);
  }
  for (const { a, score, rules } of strong) {
    const group = groups.get(root(a));
    if (!group) continue;
    for (const rule of rules) group.rules.add(rule);
    group.score = Math.max(group.score, score);
  }
  return [...groups.values()]
    .filter(({ members }) => members.size > 1)
    .map(({ members, rules, score }) => ({
      members: [...members].sort((x, y) => x - y),
      rules: [...rules].sort((x, y) => x - y),
      score,
    }))
    .sort((x, y) => y.score - x.score);
}
