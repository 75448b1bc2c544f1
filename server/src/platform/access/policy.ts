import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiBearerAuth } from '@nestjs/swagger';
import type { Action } from './principal.js';

/**
 * Who may call a route. Deny by default: a handler without a policy is refused, and a test fails on it.
 * - `public`: anybody. `signedIn`: every person and key with a session.
 * - setting: whoever may edit that part of the set-up (`setting`, `apiKey`).
 * - companyRecords: an action on the records of the company's own type that the address names (`:resource`).
 * - record and action: whoever has the action on that record type at all; the rows are narrowed further down.
 */
export type RoutePolicy =
  | 'public'
  | 'signedIn'
  | { readonly record: string; readonly action: Action }
  | { readonly setting: string }
  | { readonly companyRecords: Action };

export const POLICY = 'peyvand:policy';

/** Declares the policy of a handler. */
export function Policy(policy: RoutePolicy): MethodDecorator & ClassDecorator {
  return policy === 'public'
    ? SetMetadata(POLICY, policy)
    : applyDecorators(SetMetadata(POLICY, policy), ApiBearerAuth());
}

export const CONFIRMED_LATE = 'peyvand:confirmed-late';

/**
 * For handlers that do nothing but ask the data door: a caller who was here a moment ago is confirmed by the transaction
 * of the handler itself, before it gives out a row, and not by a statement of its own.
 */
export function ConfirmedLate(): MethodDecorator {
  return SetMetadata(CONFIRMED_LATE, true);
}
