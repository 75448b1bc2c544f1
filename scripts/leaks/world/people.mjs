import { principalKinds, seederRole } from './roles.mjs';
import { valueFor } from './values.mjs';

const PASSWORD = 'curious-colleague-1405';

/** How large the company is: branches, teams in each, owners in each. */
export const SIZES = {
  full: { branches: 5, teams: 3, owners: 4 },
  small: { branches: 2, teams: 2, owners: 4 },
};

/**
 * Makes the branches, teams and people of the company. Every second branch lies below the one before it, and the last
 * owner of each branch is also in a team of the next one.
 */
export async function makePeople(world, { branches, teams, owners }) {
  const { admin, registry } = world;
  const make = (type, more) => world.create(admin, type, more);
  const seeder = await make('role', seederRole(registry));
  for (let b = 0; b < branches; b += 1) {
    const above = b % 2 === 1 || b === 2 ? world.branches[b - 1]?.id : undefined;
    const branch = await make('orgUnit', { parentId: above });
    world.branches.push(branch);
    const own = [];
    for (let t = 0; t < teams; t += 1) own.push(await make('team', {}));
    world.teams.push(...own);
    for (const team of own)
      for (let o = 0; o < owners; o += 1)
        world.owners.push(await makeOwner(world, { branch, team, roleIds: [seeder.id] }));
  }
  await stretchTeams(world, teams * owners);
}

/** A person with a canary in each field, signed in. */
export async function makeOwner(world, { branch, team, roleIds }) {
  const user = await world.create(world.admin, 'user', {
    password: PASSWORD,
    orgUnitId: branch.id,
    teamIds: [team.id],
    roleIds,
    kind: 'person',
    active: true,
  });
  const client = await world.client().signIn(user.username, PASSWORD);
  return { id: user.id, username: user.username, orgUnitId: branch.id, client, records: {} };
}

async function stretchTeams(world, perBranch) {
  for (let b = 0; b + 1 < world.branches.length; b += 1) {
    const person = world.owners[(b + 1) * perBranch - 1];
    const team = world.teams[(b + 1) * (perBranch / 4)] ?? world.teams.at(-1);
    const { teamIds } = await world.admin.must('GET', `/users/${person.id}`);
    await world.admin.must('PATCH', `/users/${person.id}`, { teamIds: [...new Set([...teamIds, team.id])] });
  }
}

/**
 * Gives one owner of each kind its roles, once the records are there. The owner goes on with the same session.
 *
 * @returns {Promise<object[]>} the principals: `kind`, `id` of the user, `client`, and `grants` and `fields` by role
 */
export async function makePrincipals(world) {
  const { admin, registry, random } = world;
  const kinds = principalKinds(registry, random);
  const people = random.shuffled(world.owners);
  const principals = [];
  for (const [kind, roles] of Object.entries(kinds)) {
    const made = [];
    for (const role of roles) made.push(await world.create(admin, 'role', role));
    const roleIds = made.map(({ id }) => id);
    principals.push(
      kind === 'key'
        ? await makeKey(world, kind, roles, roleIds, people.pop())
        : await makePrincipal(world, kind, roles, roleIds, people.pop()),
    );
  }
  principals.push({ kind: 'anonymous', id: null, client: world.client(), roles: [], teamIds: [], orgUnitId: null });
  return principals;
}

async function makePrincipal(world, kind, roles, roleIds, person) {
  await world.admin.must('PATCH', `/users/${person.id}`, { roleIds });
  const { teamIds } = await world.admin.must('GET', `/users/${person.id}`);
  if (kind === 'disabled') await world.admin.must('PATCH', `/users/${person.id}`, { active: false });
  return { ...person, kind, roles: kind === 'disabled' ? [] : roles, roleIds, teamIds };
}

/** A machine in the place of a person: the person's records become those of the key's user. */
async function makeKey(world, kind, roles, roleIds, person) {
  const { admin } = world;
  const user = await world.create(admin, 'user', {
    orgUnitId: person.orgUnitId,
    teamIds: [],
    roleIds,
    kind: 'integration',
    active: true,
  });
  for (const [type, records] of Object.entries(person.records)) {
    if (!['account', 'contact', 'opportunity', 'lead'].includes(type)) continue;
    for (const { id } of records)
      await admin.must('PATCH', `/${world.type(type).resource}/${id}`, { ownerId: user.id });
  }
  const name = valueFor({ name: 'name', type: 'text' }, world.context('apiKey', undefined));
  const { key } = await admin.must('POST', '/api-keys', { name, userId: user.id });
  return { ...person, id: user.id, kind, roles, roleIds, teamIds: [], client: world.client(key), isKey: true };
}
