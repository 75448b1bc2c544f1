import { inRoot } from '../../scripts/lib/paths.mjs';

/** Folder of the built server; PEYVAND_DIST measures another build. */
export const distOf = () => process.env.PEYVAND_DIST ?? inRoot('dist');

/** A module of the built server, by its path below `server/src`. */
export const load = (path) => import(`${distOf()}/server/src/${path}`);
