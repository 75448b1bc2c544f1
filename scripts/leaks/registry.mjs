import 'reflect-metadata';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';

/**
 * Prints the record types that a build declares, as JSON. A program of its own, so that each run asks the build that it
 * checks: `node registry.mjs <dist>`.
 */
const at = (path) => pathToFileURL(join(process.argv[2], 'server/src', path)).href;
await import(at('app.module.js'));
const { recordTypes } = await import(at('platform/records/record-type.js'));
const { ACTIONS } = await import(at('platform/access/principal.js'));
const types = recordTypes.all().map(({ entity: _entity, rules: _rules, fields, ...type }) => ({
  ...type,
  fields: [...fields.values()],
}));
process.stdout.write(JSON.stringify({ types, actions: ACTIONS }), () => process.exit(0));
