import { readJson, writeText, writeJson } from '~/lib/storage';

type Values = Record<string, unknown>;

function isValues(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Text of a form that was not saved, kept in this browser until it is saved or thrown away. */
export const drafts = {
  read: (name: string): Values | null => {
    const kept = readJson(`draft.${name}`, isValues, {});
    return Object.keys(kept).length > 0 ? kept : null;
  },
  write: (name: string, values: Values): void => writeJson(`draft.${name}`, values),
  clear: (name: string): void => writeText(`draft.${name}`, null),
};
