import { snakeCase } from './names.mjs';

/** Scopes that reach one's own records, and those that reach further. */
const OWN = ['own', 'team', 'branch', 'branchAndBelow', 'all'];
const LEVELS = ['hidden', 'masked', 'read', 'write'];

/**
 * Who may know what, worked out from the roles and from the rows themselves, and by none of the code that is checked:
 * a second reading of docs/architecture.md, "Access".
 */
export class Oracle {
  /** Rows by record type and id, as the superuser sees them. */
  #rows = new Map();

  constructor(registry, principals) {
    this.registry = registry;
    this.types = new Map(registry.types.map((type) => [type.name, type]));
    this.principals = principals;
  }

  /** Reads all rows anew. */
  async load(product) {
    const selects = this.registry.types.map(
      ({ name, table }) => `select '${name}' as type, t.id, to_jsonb(t) as row from ${table} t`,
    );
    this.#rows = new Map(this.registry.types.map(({ name }) => [name, new Map()]));
    for (const { type, id, row } of await product.query(selects.join(' union all '))) this.#rows.get(type).set(id, row);
    this.#people = undefined;
  }

  #people;

  /** Rows of a type, by id. */
  rows(type) {
    return this.#rows.get(type);
  }

  row(type, id) {
    return this.#rows.get(type)?.get(id);
  }

  /** The scopes that all roles of a principal give together. */
  scopes(principal, type, action) {
    return principal.roles.flatMap(({ grants }) =>
      grants
        .filter((grant) => (grant.recordType === type || grant.recordType === '*') && grant.action === action)
        .map(({ scope }) => scope)
        .filter((scope) => scope !== 'none'),
    );
  }

  /** Whether the principal has the action on the type at all. */
  may(principal, type, action) {
    return this.scopes(principal, type, action).length > 0;
  }

  /** Whether the action of the principal reaches a row by its owner and its branch. */
  reaches(principal, type, action, row) {
    const scopes = this.scopes(principal, type, action);
    if (scopes.includes('all')) return true;
    if (scopes.some((scope) => OWN.includes(scope)) && row.owner_id === principal.id) return true;
    if (scopes.includes('team') && this.#mates(principal).has(row.owner_id)) return true;
    if (scopes.includes('branch') && row.org_unit_id !== null && row.org_unit_id === principal.orgUnitId) return true;
    return scopes.includes('branchAndBelow') && this.#below(principal).has(row.org_unit_id);
  }

  #mates(principal) {
    const own = this.row('user', principal.id)?.team_ids ?? [];
    return this.#once(`mates ${principal.id}`, () => {
      const living = own.filter((id) => this.row('team', id)?.deleted_at === null);
      const users = [...this.rows('user').values()];
      return new Set(
        users
          .filter((user) => user.deleted_at === null && user.team_ids.some((id) => living.includes(id)))
          .map(({ id }) => id),
      );
    });
  }

  #below(principal) {
    return this.#once(`below ${principal.id}`, () => {
      const found = new Set(principal.orgUnitId ? [principal.orgUnitId] : []);
      const units = [...this.rows('orgUnit').values()].filter((unit) => unit.deleted_at === null);
      for (let before = -1; before !== found.size; ) {
        before = found.size;
        for (const unit of units) if (found.has(unit.parent_id)) found.add(unit.id);
      }
      return found;
    });
  }

  #once(key, make) {
    this.#people ??= new Map();
    if (!this.#people.has(key)) this.#people.set(key, make());
    return this.#people.get(key);
  }

  /** Whether the principal may see a row, living or in the recycle bin. */
  sees(principal, typeName, id) {
    const type = this.types.get(typeName);
    const row = this.row(typeName, id);
    if (!type || !row || principal.kind === 'anonymous') return false;
    if (typeName === 'savedView') return this.#seesView(principal, row);
    if (typeName === 'announcement' && this.isAnnounced(principal, row)) return true;
    // Who belongs to a conversation, and nobody else, whatever roles say.
    if (typeName === 'conversation')
      return this.may(principal, 'note', 'view') && row.member_ids.includes(principal.id);
    if (type.visibility === 'child')
      return this.may(principal, typeName, 'view') && this.#seesParent(principal, type, row);
    if (!this.may(principal, typeName, 'view')) return false;
    if (type.visibility === 'shared') return this.#ofBranch(principal, type, 'view', row);
    if (this.reaches(principal, typeName, 'view', row)) return true;
    if (type.creatorSees && row.created_by === principal.id) return true;
    if (type.sharedWith && row[snakeCase(type.sharedWith)]?.includes(principal.id)) return true;
    return type.inherits !== undefined && this.#inherits(principal, type, row);
  }

  /** Teams, roles and branches belong to a branch or to the whole company; a right on them ends at its scope. */
  #ofBranch(principal, type, action, row) {
    const scopes = this.scopes(principal, type.name, action);
    if (scopes.length === 0) return false;
    if (!type.branch || scopes.includes('all')) return true;
    const branch = type.branch === 'id' ? row.id : row.org_unit_id;
    if (branch === null) return action === 'view';
    if (scopes.includes('branchAndBelow')) return this.#below(principal).has(branch);
    return branch === principal.orgUnitId;
  }

  #seesView(principal, row) {
    if (!this.may(principal, 'savedView', 'view')) return false;
    if (row.owner_id === principal.id || this.scopes(principal, 'savedView', 'edit').includes('all')) return true;
    if (CHANGING.some((action) => this.scopes(principal, 'savedView', action).includes('all'))) return true;
    if (row.audience === 'chosen') return this.#isChosen(principal, row);
    return row.audience === 'everyone' || (row.audience === 'team' && this.#mates(principal).has(row.owner_id));
  }

  /** Whether an announcement is for somebody: for all, for a role of theirs, or for a branch at or above theirs. */
  isAnnounced(principal, row) {
    if (!row || principal.kind === 'anonymous' || row.deleted_at !== null) return false;
    if (row.role_ids.length === 0 && row.org_unit_ids.length === 0) return true;
    if (this.row('user', principal.id)?.role_ids.some((id) => row.role_ids.includes(id))) return true;
    for (let unit = this.row('orgUnit', principal.orgUnitId); unit; unit = this.row('orgUnit', unit.parent_id))
      if (row.org_unit_ids.includes(unit.id)) return true;
    return false;
  }

  #isChosen(principal, { user_ids, role_ids, team_ids }) {
    const user = this.row('user', principal.id);
    return (
      user_ids.includes(principal.id) ||
      user.role_ids.some((id) => role_ids.includes(id)) ||
      user.team_ids.some((id) => team_ids.includes(id))
    );
  }

  /** The record that a child belongs to: what it is about, or the first link that it cannot be without. */
  parentOf(type, row) {
    if (type.fields.some((field) => field.type === 'about')) return { type: row.about_type, id: row.about_id };
    const link = type.fields.find((field) => field.required && field.target);
    return { type: link.target, id: row[link.column] };
  }

  #seesParent(principal, type, row) {
    const parent = this.parentOf(type, row);
    return this.sees(principal, parent.type, parent.id);
  }

  #inherits(principal, type, row) {
    const link = type.fields.find(({ name }) => name === type.inherits);
    const parent = this.row(link.target, row[link.column]);
    return parent !== undefined && this.reaches(principal, link.target, 'view', parent);
  }

  /** Whether a row may be changed by the principal in any way. */
  mayChange(principal, typeName, row) {
    const type = this.types.get(typeName);
    if (typeName === 'savedView')
      return (
        row.owner_id === principal.id ||
        CHANGING.some((action) => this.scopes(principal, typeName, action).includes('all'))
      );
    if (typeName === 'conversation') return this.sees(principal, typeName, row.id);
    if (type.visibility === 'child')
      return CHANGING.some((action) => this.may(principal, typeName, action)) && this.sees(principal, typeName, row.id);
    if (type.visibility === 'shared') return CHANGING.some((action) => this.#ofBranch(principal, type, action, row));
    return CHANGING.some((action) => this.reaches(principal, typeName, action, row));
  }

  /** What the principal may do with a field; no more than with what it is made of, and than under its other names. */
  level(principal, typeName, fieldName) {
    const { fields } = this.types.get(typeName);
    const field = fields.find(({ name }) => name === fieldName);
    const same = fields.filter(
      ({ name, column }) => field?.madeOf?.includes(name) || (column && column === field?.column),
    );
    const levels = [fieldName, ...same.map(({ name }) => name)].map((name) => this.#given(principal, typeName, name));
    return LEVELS[Math.min(...levels.map((level) => LEVELS.indexOf(level)))];
  }

  /** What the roles say of a field: it is limited only where every role that opens the type limits it. */
  #given(principal, typeName, fieldName) {
    const opening = principal.roles.filter(({ grants }) =>
      grants.some(
        (grant) =>
          (grant.recordType === typeName || grant.recordType === '*') &&
          ['view', 'create', 'edit'].includes(grant.action) &&
          grant.scope !== 'none',
      ),
    );
    if (opening.length === 0) return 'hidden';
    const levels = opening.map(({ fields }) => {
      const limits = fields.filter((limit) => limit.recordType === typeName && limit.field === fieldName);
      return Math.max(...limits.map((limit) => LEVELS.indexOf(limit.level)), limits.length === 0 ? 3 : 0);
    });
    return LEVELS[Math.max(...levels)];
  }

  mayRead(principal, typeName, fieldName) {
    return ['read', 'write'].includes(this.level(principal, typeName, fieldName));
  }
}

const CHANGING = ['edit', 'delete', 'restore', 'assign', 'bulkEdit'];
