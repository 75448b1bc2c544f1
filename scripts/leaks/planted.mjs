import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Replaces text of a built file; a fault that can no longer be planted must be noticed, not skipped. */
function replace(dist, file, ...pairs) {
  const path = join(dist, 'server/src', file);
  let source = readFileSync(path, 'utf8');
  for (const [from, to] of pairs) {
    if (!source.includes(from)) throw new Error(`${file} has no «${from}» to plant a fault in`);
    source = source.replaceAll(from, to);
  }
  writeFileSync(path, source);
}

/**
 * Faults that somebody could make tomorrow, each planted alone into a copy of the build or into its database, and the
 * checks of which one must find it.
 */
export const FAULTS = [
  {
    name: 'a policy of row-level security is dropped',
    checks: ['11'],
    database: async (product) => {
      await product.query('drop policy accounts_view on accounts');
      await product.query('create policy accounts_view on accounts for select to peyvand_app using (true)');
    },
  },
  {
    name: 'a guard is removed from a route',
    checks: ['11'],
    build: (dist) =>
      replace(dist, 'platform/identity/api-keys/api-keys.controller.js', [
        "setting: 'apiKey'",
        "record: 'account', action: 'view'",
      ]),
  },
  {
    name: 'an export forgets hidden fields',
    checks: ['15'],
    build: (dist) =>
      replace(dist, 'platform/exports/export-request.js', [
        'projectionOf(type, principal).fields.filter(',
        '[...type.fields.values()].filter((field)=>!field.virtual && !field.writeOnly).filter(',
      ]),
  },
  {
    name: 'the principal is set for the connection and not for the transaction',
    checks: ['13'],
    build: (dist) =>
      replace(dist, 'platform/database/enter.js', [
        "set_config('app.user_id', $1::text, true)",
        "set_config('app.user_id', coalesce(nullif(current_setting('app.user_id', true), ''), $1::text), false)",
      ]),
  },
  {
    name: 'a count knows no scope',
    checks: ['13'],
    build: (dist) =>
      replace(dist, 'platform/records/record-reader.js', [
        'uow.one(`select count(*) as n from ${type.table} t where ${where}`, params.values)',
        "uow.elevated('count', () => uow.one(`select count(*) as n from ${type.table} t where t.deleted_at is null`))",
      ]),
  },
  {
    name: 'the history is read past the scope',
    checks: ['19'],
    build: (dist) =>
      replace(
        dist,
        'platform/changes/change-log.js',
        [
          'async history(uow, type, id, cursor, limit) {',
          "async history(uow, type, id, cursor, limit) { return uow.elevated('history', () => this.past(uow, type, id, cursor, limit)); }\n async past(uow, type, id, cursor, limit) {",
        ],
        ["await this.writer.mustReach(uow, type, id, 'history')", 'await undefined'],
      ),
  },
  {
    name: 'links of a body are not checked',
    checks: ['12'],
    build: (dist) =>
      replace(dist, 'platform/records/record-links.js', [
        'if (!ids.every((id)=>found.has(id)))',
        'if (ids.length === 0)',
      ]),
  },
  {
    name: 'a share knows no last day',
    checks: ['20b'],
    database: async (product) => {
      const [{ source }] = await product.query(
        `select pg_get_functiondef('app_shared_ids(text, text)'::regprocedure) as source`,
      );
      const endless = source.replaceAll('and (s.ends_at is null or s.ends_at > now())', '');
      if (endless === source) throw new Error('app_shared_ids has no end to take away');
      await product.query(endless);
    },
  },
  {
    name: 'a value is uncovered without the right',
    checks: ['14c'],
    build: (dist) =>
      replace(
        dist,
        'platform/records/reveal/field-reveal.js',
        [" || level === 'hidden'", ''],
        ["level !== 'masked'", 'false'],
      ),
  },
  {
    name: 'whoever looks as somebody else may write',
    checks: ['21b'],
    build: (dist) => {
      replace(dist, 'platform/access/viewing.js', [
        "if (method !== 'GET' && method !== 'HEAD') return 'access.viewOnly';",
        '',
      ]);
      replace(dist, 'platform/database/data-door.js', ['!readOnly && context.principal.data.viewedBy', 'false']);
    },
  },
  {
    name: 'anybody is told why others see something',
    checks: ['21b'],
    build: (dist) =>
      replace(dist, 'platform/identity/explain/explain.service.js', [
        "principal.authorize('access', 'edit')",
        'undefined',
      ]),
  },
  {
    name: 'a free text is searched in hidden fields',
    checks: ['14'],
    build: (dist) =>
      replace(dist, 'platform/records/record-reader.js', ['readable.length === searchable.length', 'true']),
  },
  {
    name: 'a conversation is open to whoever may read notes',
    checks: ['11'],
    database: async (product) => {
      await product.query('drop policy conversations_view on conversations');
      await product.query('create policy conversations_view on conversations for select to peyvand_app using (true)');
    },
  },
  {
    name: 'somebody who does not see a record can be named on it',
    checks: ['19'],
    build: (dist) =>
      replace(dist, 'core/notes/note-rules.js', ['userIds.some((id)=>!seeing.has(id))', 'userIds.length < 0']),
  },
  {
    name: 'a stream says what is meant for others',
    checks: ['17'],
    build: (dist) =>
      replace(dist, 'platform/notifications/live-events.js', ['userIds.includes(userId)', 'userIds.length > 0']),
  },
];
