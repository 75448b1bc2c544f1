import { z } from 'zod';

/**
 * A part of the set-up that is nobody's business but the administrators': a few values checked together, and secrets
 * beside them that are sealed and never answered.
 */
export interface SettingArea<T extends object = object, S extends string = string> {
  /** Part of the address, and of the key in the database. */
  readonly name: string;
  readonly title: { readonly one: string; readonly tag: string };
  /** Checks the values; each has a default, so that the empty object is the state before anybody set anything. */
  readonly schema: z.ZodType<T>;
  /** Names of the secrets; a body may set one, or take it away with null. */
  readonly secrets: readonly S[];
  /** Values for the API document. */
  readonly example: object;
}

/** Declares an area. @throws when the empty object is not a state of it */
export function defineArea<T extends object, S extends string>(area: SettingArea<T, S>): SettingArea<T, S> {
  area.schema.parse({});
  return area;
}
