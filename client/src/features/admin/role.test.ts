import { describe, expect, it } from 'vitest';
import { type Grant, scopeOf, withScope } from './role';

const GRANTS: Grant[] = [
  { recordType: 'account', action: 'view', scope: 'branch' },
  { recordType: 'account', action: 'edit', scope: 'own' },
  { recordType: 'lead', action: 'view', scope: 'all' },
];

describe('the grants of a role', () => {
  it('reads no grant as none', () => {
    expect(scopeOf(GRANTS, 'account', 'view')).toBe('branch');
    expect(scopeOf(GRANTS, 'account', 'delete')).toBe('none');
  });

  it('sets several actions of one type and leaves other types alone', () => {
    const next = withScope(GRANTS, 'account', ['view', 'delete'], 'own');
    expect(scopeOf(next, 'account', 'view')).toBe('own');
    expect(scopeOf(next, 'account', 'delete')).toBe('own');
    expect(scopeOf(next, 'account', 'edit')).toBe('own');
    expect(scopeOf(next, 'lead', 'view')).toBe('all');
    expect(next.filter((grant) => grant.recordType === 'account' && grant.action === 'view')).toHaveLength(1);
  });

  it('takes a grant away with none', () => {
    expect(withScope(GRANTS, 'lead', ['view'], 'none')).toEqual(GRANTS.slice(0, 2));
  });
});
