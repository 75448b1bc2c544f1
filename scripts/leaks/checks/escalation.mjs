import { eachOf } from '../world/records.mjs';

/** A right that none of the principals holds. */
const COVETED = { recordType: '*', action: 'edit', scope: 'all' };

/**
 * Check 21: everybody but administrators tries forty ways to make more of themselves or of others: roles, users, teams,
 * branches, keys, bulk writes, restored old values, settings. Afterwards nobody may hold a right that they did not hold,
 * beyond what the one who acted holds.
 */
export async function escalation(context, check) {
  const { world, oracle, product } = context;
  for (const principal of world.principals) {
    if (!principal.id || principal.kind === 'disabled') continue;
    await oracle.load(product);
    const before = await rights(product);
    const tries = attempts(context, principal);
    const granted = [];
    await eachOf(
      tries,
      async ([method, path, body]) => {
        const { answer, leaks } = await context.watch.ask(principal, method, path, body);
        check.expect(leaks.length === 0, () => `${principal.kind}: ${method} ${path} tells ${leaks.slice(0, 3)}`);
        if (answer.ok) granted.push(`${method} ${path} ${JSON.stringify(body).slice(0, 120)}`);
      },
      1,
    );
    const own = before.get(principal.id);
    for (const [id, now] of await rights(product)) {
      const was = before.get(id) ?? new Set();
      const gained = [...now].filter((right) => !was.has(right) && !own.has(right));
      check.expect(
        gained.length === 0,
        () =>
          `${principal.kind} gave ${id === principal.id ? 'themselves' : id} ${gained.slice(0, 4)} by one of ${granted}`,
      );
    }
  }
}

/** What each user may: their grants with their widest reach, and the fields that are limited for them. */
async function rights(product) {
  const rows = await product.query('select user_id as id, grants from access_principals');
  return new Map(
    rows.map(({ id, grants }) => [
      id,
      new Set(Object.entries(grants).flatMap(([key, scopes]) => scopes.map((scope) => `${key}:${scope}`))),
    ]),
  );
}

function attempts({ world, oracle, random }, principal) {
  const roles = [...oracle.rows('role').values()];
  const administrator = roles.find(({ builtin }) => builtin === 'administrator');
  const users = [...oracle.rows('user').values()];
  const admin = users.find(({ username }) => username === 'admin');
  const other = random.pick(world.owners.filter(({ id }) => id !== principal.id));
  const stranger = random.pick(world.branches.filter(({ id }) => id !== principal.orgUnitId));
  const [own] = principal.roleIds ?? [];
  const all = world.registry.types.flatMap(({ name }) =>
    world.registry.actions.map((action) => ({ recordType: name, action, scope: 'all' })),
  );
  const user = (more) => ({
    username: `climber-${random.word()}`,
    fullName: 'کنجکاو',
    password: `climber-${random.word()}-1405`,
    ...more,
  });
  const me = `/users/${principal.id}`;
  return [
    ['PATCH', me, { roleIds: [administrator.id] }],
    ['PATCH', me, { roleIds: [own, administrator.id].filter(Boolean) }],
    ['PATCH', me, { roleIds: roles.map(({ id }) => id) }],
    ['PATCH', me, { teamIds: world.teams.map(({ id }) => id) }],
    ['PATCH', me, { orgUnitId: stranger?.id }],
    ['PATCH', me, { orgUnitId: null }],
    ['PATCH', me, { ownerId: admin.id }],
    ['PATCH', me, { kind: 'integration' }],
    ['PATCH', me, { custom: { roleIds: [administrator.id] } }],
    ['PATCH', me, { isAdmin: true }],
    ['PATCH', me, { grants: [COVETED] }],
    ['PATCH', me, { active: true, version: undefined }],
    ['PATCH', `/users/${admin.id}`, { password: 'taken-over-1405' }],
    ['PATCH', `/users/${admin.id}`, { active: false }],
    ['PATCH', `/users/${admin.id}`, { roleIds: [] }],
    ['PATCH', `/users/${other.id}`, { password: 'taken-over-1405' }],
    ['PATCH', `/users/${other.id}`, { roleIds: [administrator.id] }],
    ['DELETE', `/users/${admin.id}`],
    ['POST', '/users', user({ roleIds: [administrator.id] })],
    ['POST', '/users', user({ roleIds: roles.slice(0, 6).map(({ id }) => id) })],
    ['POST', '/users', user({ kind: 'integration', roleIds: [administrator.id], password: undefined })],
    ['POST', '/users/bulk', { data: [user({ roleIds: [administrator.id] })] }],
    ['POST', '/users/bulk?atomic=true', { data: [user({ roleIds: [administrator.id] })] }],
    ['POST', '/roles', { name: random.word(), grants: [COVETED], fields: [] }],
    ['POST', '/roles', { name: random.word(), grants: all, fields: [] }],
    [
      'POST',
      '/roles',
      { name: random.word(), grants: [{ recordType: 'apiKey', action: 'edit', scope: 'all' }], fields: [] },
    ],
    ['POST', '/roles/bulk', { data: [{ name: random.word(), grants: [COVETED], fields: [] }] }],
    ['PATCH', `/roles/${own}`, { grants: [COVETED] }],
    ['PATCH', `/roles/${own}`, { grants: all }],
    ['PATCH', `/roles/${own}`, { fields: [] }],
    ['PATCH', `/roles/${administrator.id}`, { name: 'تصرف' }],
    ['DELETE', `/roles/${own}`],
    ['POST', `/roles/${administrator.id}/restore`, {}],
    [
      'POST',
      '/teams',
      { name: random.word(), memberIds: [principal.id, ...world.owners.slice(0, 8).map(({ id }) => id)] },
    ],
    ['PATCH', `/teams/${random.pick(world.teams).id}`, { memberIds: [principal.id, other.id] }],
    ['PATCH', `/org-units/${stranger?.id}`, { parentId: principal.orgUnitId }],
    ['POST', '/org-units', { name: random.word(), parentId: principal.orgUnitId }],
    ['POST', '/api/v1/api-keys', { name: 'k', userId: admin.id }],
    ['POST', '/api/v1/api-keys', { name: 'k', userId: principal.id }],
    ['PATCH', '/settings', { companyName: 'تصرف' }],
    ['POST', '/imports', { recordType: 'user' }],
    [
      'POST',
      `/accounts/${world.owners.flatMap(({ id, records }) => (id === principal.id ? [] : (records.account ?? []))).at(0)?.id}/shares`,
      { userId: principal.id, level: 'edit' },
    ],
    ['POST', '/access/view-as', { userId: admin.id }],
    ['POST', '/access/simulate', { roleId: administrator.id, grants: all, fields: [] }],
    ['POST', '/setup/empty', {}],
  ].filter(([, path]) => !path.includes('undefined'));
}
