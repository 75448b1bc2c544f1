import { Problem } from '../errors/problem.js';
import type { Levels } from './field-levels.js';

/** How far a grant reaches. `branchAndBelow` follows the tree of org units. */
export const SCOPES = ['none', 'own', 'team', 'branch', 'branchAndBelow', 'all'] as const;
export type Scope = (typeof SCOPES)[number];

/** What a role may do with records of a type. */
export const ACTIONS = [
  'view',
  'create',
  'edit',
  'delete',
  'restore',
  'assign',
  'export',
  'import',
  'bulkEdit',
  'share',
  'history',
] as const;
export type Action = (typeof ACTIONS)[number];

export type FieldLevel = 'hidden' | 'masked' | 'read' | 'write';

/** The rows that one action reaches: everything, or the rows of these owners and of these org units. */
export interface Reach {
  readonly all: boolean;
  readonly ownerIds: readonly string[];
  readonly unitIds: readonly string[];
}

const NOTHING: Reach = { all: false, ownerIds: [], unitIds: [] };
const EVERYTHING: Reach = { all: true, ownerIds: [], unitIds: [] };

export interface PrincipalData {
  readonly kind: 'user' | 'apiKey' | 'system';
  readonly userId: string | null;
  readonly sessionId: string | null;
  readonly username: string;
  readonly fullName: string;
  readonly orgUnitId: string | null;
  readonly roleIds: readonly string[];
  readonly teamIds: readonly string[];
  /** Scopes of all roles together, by `recordType/action`. */
  readonly grants: Readonly<Record<string, readonly Scope[]>>;
  /** The rows behind the grants. Key `recordType/action`; record type `*` stands for every type. */
  readonly reaches: ReadonlyMap<string, Reach>;
  /** What the roles say. Key `recordType/field`; a field that is not listed may be written by whoever may write the record. */
  readonly fieldLevels: ReadonlyMap<string, FieldLevel>;
  /** Record types of which a record is shared with the user or with a team of theirs. */
  readonly sharedTypes: ReadonlySet<string>;
  /** The same as it acts, with the fields that follow others (`EffectiveLevels`). */
  readonly effectiveLevels: Levels;
  /** Who is looking, when somebody looks as this user: nothing may be written then. */
  readonly viewedBy?: { readonly userId: string; readonly fullName: string };
}

/** Who acts, and what they may do. Immutable; a change of rights makes a new one on the next request. */
export class Principal {
  constructor(readonly data: PrincipalData) {}

  /** The acting principal of the server itself. Only the data door makes one, for `asSystem`. */
  static system(): Principal {
    return new Principal({
      kind: 'system',
      userId: null,
      sessionId: null,
      username: 'system',
      fullName: 'system',
      orgUnitId: null,
      roleIds: [],
      teamIds: [],
      grants: {},
      reaches: new Map([['*', EVERYTHING]]),
      fieldLevels: new Map(),
      effectiveLevels: new Map(),
      sharedTypes: new Set(),
    });
  }

  get isSystem(): boolean {
    return this.data.kind === 'system';
  }

  get userId(): string | null {
    return this.data.userId;
  }

  reach(recordType: string, action: Action): Reach {
    if (this.isSystem) return EVERYTHING;
    const any = this.data.reaches.get(`*/${action}`);
    if (any?.all) return any;
    const own = this.data.reaches.get(`${recordType}/${action}`);
    return own ?? any ?? NOTHING;
  }

  may(recordType: string, action: Action): boolean {
    const reach = this.reach(recordType, action);
    return reach.all || reach.ownerIds.length > 0 || reach.unitIds.length > 0;
  }

  /** @throws Problem 403 `access.denied` */
  authorize(recordType: string, action: Action): void {
    if (!this.may(recordType, action)) throw Problem.forbidden('access.denied', { recordType, action });
  }

  /**
   * For what shows or adds up certain fields and is nothing without them.
   * @throws Problem 403 `access.denied` when the caller may not view the records, or may not read one of the fields
   */
  authorizeFields(recordType: string, fields: readonly string[]): void {
    if (!this.mayReadAll(recordType, fields)) throw Problem.forbidden('access.denied', { recordType, action: 'view' });
  }

  /** Whether the caller may view records of the type at all, and read each of the fields. */
  mayReadAll(recordType: string, fields: readonly string[]): boolean {
    return this.may(recordType, 'view') && fields.every((field) => this.mayRead(recordType, field));
  }

  fieldLevel(recordType: string, field: string): FieldLevel {
    if (this.isSystem) return 'write';
    return this.data.effectiveLevels.get(`${recordType}/${field}`) ?? 'write';
  }

  mayRead(recordType: string, field: string): boolean {
    const level = this.fieldLevel(recordType, field);
    return level === 'read' || level === 'write';
  }
}
