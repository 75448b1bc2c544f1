import type { Grant } from '../../access/grants.js';
import { type Action, ACTIONS, type Scope } from '../../access/principal.js';

/** A role that a new installation starts with; the company may change it. */
export interface ReadyRole {
  readonly builtin: 'administrator' | 'salesManager' | 'salesperson';
  readonly name: string;
  readonly description: string;
  readonly grants: readonly Grant[];
}

const give = (recordTypes: readonly string[], actions: readonly Action[], scope: Scope): Grant[] =>
  recordTypes.flatMap((recordType) => actions.map((action) => ({ recordType, action, scope })));

/** Records of the day's work, each with an owner. */
const SALES = ['account', 'contact', 'lead', 'opportunity', 'activity'];
/** Rows that belong to a record and are seen by whoever sees it. */
const ATTACHED = ['note', 'file', 'accountContact', 'opportunityLine'];
/** Lists that everybody reads. */
const SHARED = ['product', 'pipeline', 'stage', 'lossReason', 'orgUnit', 'team', 'role'];
const WORK: readonly Action[] = [
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
];
const OWN_WORK: readonly Action[] = [
  'view',
  'create',
  'edit',
  'delete',
  'restore',
  'export',
  'import',
  'bulkEdit',
  'history',
];

/** What everybody needs: colleagues' names, shared lists, own views, own notifications. */
const EVERYBODY: readonly Grant[] = [
  ...give(SHARED, ['view'], 'all'),
  ...give(['user'], ['view'], 'all'),
  ...give(ATTACHED, ['view', 'create', 'edit', 'delete', 'restore', 'history'], 'own'),
  ...give(['savedView'], ['view', 'create', 'edit', 'delete', 'restore'], 'own'),
  ...give(['import', 'importMapping'], ['view', 'create', 'edit', 'delete'], 'own'),
];

/** The roles that a new installation starts with. They may name record types of modules that are not installed. */
export const READY_ROLES: readonly ReadyRole[] = [
  {
    builtin: 'administrator',
    name: 'مدیر سامانه',
    description: 'همه‌چیز را می‌بیند و می‌تواند تغییر دهد.',
    grants: give(['*'], ACTIONS, 'all'),
  },
  {
    builtin: 'salesManager',
    name: 'مدیر فروش',
    description: 'فروش شعبهٔ خود و شعبه‌های زیر آن را می‌بیند و راه می‌برد.',
    grants: [
      ...EVERYBODY,
      ...give(SALES, WORK, 'branchAndBelow'),
      ...give(['target'], ['view', 'create', 'edit', 'delete', 'restore', 'history'], 'branchAndBelow'),
      ...give(['lossReason'], ['create', 'edit'], 'all'),
      ...give(['assignmentRule'], ['view', 'create', 'edit', 'delete', 'restore', 'history'], 'all'),
    ],
  },
  {
    builtin: 'salesperson',
    name: 'کارشناس فروش',
    description: 'با رکوردهای خود کار می‌کند.',
    grants: [
      ...EVERYBODY,
      ...give(SALES, OWN_WORK, 'own'),
      ...give(['target'], ['view'], 'own'),
      // Work may be passed to a colleague of the same branch.
      ...give(['activity'], ['assign'], 'branch'),
    ],
  },
];
