import { SetMetadata } from '@nestjs/common';
import { recordTypes } from '../records/record-type.js';
import { exceeds } from './grants.js';
import type { Principal } from './principal.js';
import type { RoutePolicy } from './policy.js';

export const OPEN_TO_VIEWERS = 'peyvand:open-to-viewers';

/**
 * For reading routes without a policy of rights that somebody who looks as another user may ask as well. All others of that
 * kind are personal (notifications, sessions, own streams) and stay closed to them.
 */
export function OpenToViewers(): MethodDecorator & ClassDecorator {
  return SetMetadata(OPEN_TO_VIEWERS, true);
}

/**
 * Whether `viewer` may look as `other`: they hold every right of theirs, and see all records of each type that the other one
 * sees any of. Less would do for owners and branches, but not for what is shared with the other one, or where they are a guest.
 */
export function mayViewAs(viewer: Principal, other: Principal): boolean {
  if (!viewer.may('viewAs', 'edit') || exceeds(other, viewer)) return false;
  return recordTypes
    .all()
    .every(
      ({ name, visibility }) => visibility !== 'owned' || !other.may(name, 'view') || viewer.reach(name, 'view').all,
    );
}

/** Whether a route is closed to whoever looks as somebody else: a write, an export, something personal. */
export function closedToViewers(
  method: string,
  policy: RoutePolicy,
  isOpen: boolean,
): 'access.viewOnly' | 'access.viewClosed' | undefined {
  if (method !== 'GET' && method !== 'HEAD') return 'access.viewOnly';
  if (policy === 'signedIn' && !isOpen) return 'access.viewClosed';
  return typeof policy === 'object' && 'action' in policy && policy.action === 'export'
    ? 'access.viewClosed'
    : undefined;
}
