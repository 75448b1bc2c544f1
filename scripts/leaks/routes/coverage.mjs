import { isTried } from './parameters.mjs';

const API = '/api/v1/';

/** Open to everybody: what they answer is listened to like all else. */
const PUBLIC = [
  /^\/api\/docs(\/|$)/,
  /^\/api\/openapi\./,
  /^\/health\//,
  /^\/metrics$/,
  /^\/(assets\/.*)?[^/]*$/,
  /^\/\*$/,
];

/** Records that are no record types and have ids of their own, by the path before the id: where the ids are. */
export const OTHER_IDS = {
  'api-keys': 'select id, user_id as holder from api_keys',
  webhooks: 'select id, user_id as holder from webhooks',
  'auth/sessions': 'select id, user_id as holder from sessions where revoked_at is null',
  operations: 'select id, owner_id as holder from operations',
  'bulk-operations':
    'select operation_id as id, actor_id as holder from changes where operation_id is not null limit 500',
};

/** What stands for a record in a path. */
const ID_NAMES = new Set([':id', ':operationId']);

/** Writes that stand alone, and how they are tried; see checks/write.mjs. */
export const LONE_WRITES = new Set([
  'PATCH /lead-scoring',
  'PATCH /settings',
  'PATCH /settings/directory',
  'PATCH /settings/calendar',
  'POST /settings/calendar/preview',
  'POST /settings/calendar/read-holidays',
  'PATCH /settings/mail',
  'PATCH /settings/outbound',
  'PATCH /settings/provider',
  'PATCH /settings/sign-in',
  'POST /settings/directory/sync',
  'POST /settings/directory/test',
  'POST /settings/mail/test',
  'POST /audit/verify',
  'POST /notifications/read',
  'PATCH /me/notification-settings',
  'POST /api-keys',
  'POST /webhooks',
  'POST /access/view-as',
  'POST /access/simulate',
  'POST /duplicate-scans',
  'POST /duplicate-groups/dismiss',
  'POST /setup/empty',
  'POST /setup/sample',
  'DELETE /setup/sample',
  // About one's own session and password only: they name nothing of anybody else.
  'POST /auth/login',
  'POST /auth/invitation',
  'POST /auth/invitation/look',
  'POST /auth/password/renewal',
  'POST /auth/two-step',
  'POST /auth/two-step/begin',
  'POST /auth/two-step/confirm',
  'POST /auth/two-step/enrolment',
  'POST /auth/two-step/recovery-codes',
  'POST /auth/two-step/removal',
  'POST /auth/refresh',
  'POST /auth/logout',
  'POST /auth/password',
  'POST /auth/sessions/revoke-others',
]);

/**
 * How a route is tried, by its shape.
 *
 * @param {{ method: string, path: string }} route
 * @param {{ types: { resource: string }[] }} registry
 * @returns {{ shape: string, prefix?: string, rest?: string[] } | undefined} undefined when no rule covers it
 */
export function shapeOf({ method, path }, registry) {
  if (PUBLIC.some((pattern) => pattern.test(path))) return { shape: 'public' };
  if (!path.startsWith(API)) return undefined;
  const parts = path.slice(API.length).split('/');
  const at = parts.findIndex((part) => ID_NAMES.has(part));
  if (parts.some((part, i) => part.includes(':') && i !== at && !(part === ':resource' && i === 0))) return undefined;
  const prefix = parts.slice(0, at < 0 ? parts.length : at).join('/');
  const rest = at < 0 ? [] : parts.slice(at + 1);
  const known = registry.types.some(({ resource }) => resource === parts[0]) || parts[0] === ':resource';
  if (path === `${API}me/stream`) return method === 'GET' ? { shape: 'stream' } : undefined;
  if (at >= 0) {
    const holds = known || prefix === 'changes' || prefix in OTHER_IDS;
    return holds ? { shape: method === 'GET' ? 'readOne' : 'writeOne', prefix, rest } : undefined;
  }
  if (method === 'GET') return { shape: 'readMany', prefix, known };
  if (LONE_WRITES.has(`${method} /${prefix}`)) return { shape: 'writeAlone', prefix };
  if (known && method === 'POST' && (parts.length === 1 || parts[1] === 'bulk')) return { shape: 'writeMany', prefix };
  if (known && method === 'POST' && parts.length === 2 && /^(bulk-(edit|delete)|merge)$/.test(parts[1]))
    return { shape: 'writeList', prefix };
  return undefined;
}

/**
 * What of the routes no rule covers: routes, and parameters of their queries. Empty when everything is tried.
 *
 * @param {{ method: string, path: string }[]} routes of the running router
 * @param {object} registry
 * @param {object} document the API document of the same server
 * @returns {string[]}
 */
export function uncovered(routes, registry, document) {
  const faults = [];
  for (const route of routes) {
    const shape = shapeOf(route, registry);
    if (!shape) {
      faults.push(`no rule covers ${route.method} ${route.path}`);
      continue;
    }
    if (shape.shape === 'public') continue;
    const operation = operationOf(route, document);
    if (!operation)
      faults.push(`${route.method} ${route.path} is not in the API document, so its parameters are unknown`);
    if (route.method !== 'GET') continue;
    for (const parameter of queryOf(operation))
      if (!isTried(parameter)) faults.push(`no rule tries the parameter ${parameter.name} of GET ${route.path}`);
  }
  return faults;
}

/** What the API document says of a route. */
export function operationOf({ method, path }, document) {
  const documented = path.replaceAll(/:(\w+)/g, '{$1}');
  return document.paths[documented]?.[method.toLowerCase()];
}

/** The parameters of the query of an operation. */
export function queryOf(operation) {
  return (operation?.parameters ?? []).filter((parameter) => parameter.in === 'query');
}
