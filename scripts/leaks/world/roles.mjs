/** Fields without which there is no record to look at. */
const NEVER_LIMITED = new Set(['id', 'version']);

/** Actions that change nothing. */
const LOOKING = ['view', 'export', 'history'];

/**
 * The kinds of people that each stand for one way of being limited. `roles` gives, from the registry, the roles to hold.
 *
 * @param {{ types: { name: string, fields: { name: string, standard?: boolean }[] }[], actions: string[] }} registry
 * @param {import('../../proof/seed.mjs').Random} random
 */
export function principalKinds({ types, actions }, random) {
  const names = types.map(({ name }) => name);
  const every = (scope, which = actions, of = names) =>
    of.flatMap((recordType) => which.map((action) => ({ recordType, action, scope })));
  const limits = (level, share) =>
    types.flatMap(({ name, fields }) =>
      fields
        .filter((field) => !NEVER_LIMITED.has(field.name) && random.chance(share))
        .map((field) => ({ recordType: name, field: field.name, level })),
    );
  const plain = (scope) => [{ grants: every(scope), fields: [] }];
  const sales = ['account', 'contact', 'opportunity', 'lead'].filter((name) => names.includes(name));
  const masked = limits('masked', 0.4);
  return {
    own: plain('own'),
    team: plain('team'),
    branch: plain('branch'),
    below: plain('branchAndBelow'),
    all: plain('all'),
    readOnly: [{ grants: every('branch', LOOKING), fields: [] }],
    noAccess: [{ grants: [], fields: [] }],
    narrow: [
      {
        grants: [
          ...every('branch', ['view', 'create']),
          ...every(
            'own',
            actions.filter((action) => action !== 'view' && action !== 'create'),
          ),
        ],
        fields: [],
      },
    ],
    hidden: [{ grants: every('team'), fields: limits('hidden', 0.45) }],
    masked: [{ grants: every('branch'), fields: masked }],
    fieldReadonly: [{ grants: every('team'), fields: limits('read', 0.5) }],
    // Together they open what one of them alone limits, and the scopes of both add up.
    twoRoles: [
      { grants: every('own'), fields: limits('hidden', 0.3) },
      { grants: every('branch', LOOKING, sales), fields: limits('hidden', 0.3) },
    ],
    disabled: plain('all'),
    key: [{ grants: every('own', ['view', 'create', 'edit', 'history'], sales), fields: limits('hidden', 0.2) }],
  };
}

/** What whoever fills the world with records may: everything with their own, and look at what all share. */
export function seederRole({ types, actions }) {
  return {
    grants: types.flatMap(({ name, visibility, module }) =>
      actions.map((action) => ({
        recordType: name,
        action,
        scope:
          action === 'view' && (visibility === 'shared' || module === 'platform' || name === 'user') ? 'all' : 'own',
      })),
    ),
    fields: [],
  };
}
