import { type Filter, isFilter } from '~/api/filter';

/** Search parameters of every list, so that the address tells the whole state. */
export interface ListSearch {
  q?: string;
  filter?: Filter;
  /** Fields parted by commas, `-` for descending. */
  sort?: string;
  /** What the rows are split by: `stageId`, or `expectedCloseOn.season`. */
  group?: string;
  /** Id of a saved view. */
  view?: string;
  /** Opens the sheet for a new record. */
  create?: boolean;
  /** Id of a record shown in the side sheet. */
  peek?: string;
}

/** How a list that has both is shown. */
export type ListMode = 'table' | 'board';

type RawSearch = Record<string, unknown>;

/**
 * Reads the parameters of a list; what cannot be read is left out instead of failing the page. A screen that has more adds its own:
 * `validateSearch: (raw: Record<string, unknown>) => ({ ...listSearch(raw), mode: listMode(raw.mode) })`.
 */
export function listSearch(raw: RawSearch): ListSearch {
  return {
    q: textParam(raw.q),
    filter: isFilter(raw.filter) ? raw.filter : undefined,
    sort: textParam(raw.sort),
    group: textParam(raw.group),
    view: textParam(raw.view),
    create: raw.create === true || undefined,
    peek: textParam(raw.peek),
  };
}

/** A parameter that is a text; the router reads `?q=12` as a number, which is a text here. */
export function textParam(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function listMode(value: unknown): ListMode | undefined {
  return oneOf(value, ['table', 'board']);
}

/** A parameter that is one of a few words. */
export function oneOf<const T extends string>(value: unknown, allowed: readonly T[]): T | undefined {
  return allowed.find((candidate) => candidate === value);
}
