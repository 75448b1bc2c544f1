import ipaddr from 'ipaddr.js';
import { SETTING_SUBJECTS } from '../../access/grants.js';
import type { KeyScope } from '../../access/key-scopes.js';
import { type Action, ACTIONS, type Principal } from '../../access/principal.js';
import { Problem } from '../../errors/problem.js';
import { recordTypes } from '../../records/record-type.js';

/**
 * Reads the scopes of a key for `user`: only what that user may do.
 * @throws Problem 400, 422 with the path of the fault
 */
export function readScopes(input: readonly unknown[] | null | undefined, user: Principal): KeyScope[] | null {
  if (input === null || input === undefined) return null;
  const lines = input.map((line, i) => readScope(line, `scopes[${i}]`));
  for (const [i, { recordType, actions }] of lines.entries())
    for (const action of actions)
      if (!user.may(recordType, action))
        throw Problem.rule('record.rule', [
          { path: `scopes[${i}].actions`, code: 'apiKey.scopeBeyondUser', params: { recordType, action } },
        ]);
  return lines;
}

function readScope(line: unknown, path: string): KeyScope {
  const { recordType, actions, ...rest } = (typeof line === 'object' && line !== null ? line : {}) as Partial<
    Record<'recordType' | 'actions', unknown>
  >;
  const [unknown] = Object.keys(rest);
  if (unknown !== undefined) throw fault(`${path}.${unknown}`, 'field.unknown');
  if (typeof recordType !== 'string' || !(recordTypes.find(recordType) || SETTING_SUBJECTS.has(recordType)))
    throw fault(`${path}.recordType`, 'role.unknownRecordType', { recordType: String(recordType) });
  if (!Array.isArray(actions) || actions.length === 0) throw fault(`${path}.actions`, 'field.required');
  const strange: unknown = actions.find((action) => !(ACTIONS as readonly unknown[]).includes(action));
  if (strange !== undefined) throw fault(`${path}.actions`, 'role.unknownAction', { action: String(strange) });
  return { recordType, actions: [...new Set(actions as Action[])] };
}

/** Reads networks and single addresses as networks. @throws Problem 400 */
export function readNetworks(input: readonly unknown[] | undefined): string[] {
  return (input ?? []).map((text, i) => {
    try {
      const [address, bits] = String(text).includes('/')
        ? ipaddr.parseCIDR(String(text).trim())
        : [ipaddr.process(String(text).trim()), undefined];
      const length = bits ?? (address.kind() === 'ipv4' ? 32 : 128);
      return `${firstOf(address, length)}/${length}`;
    } catch {
      throw fault(`allowedIps[${i}]`, 'apiKey.notANetwork');
    }
  });
}

/** The first address of the network: Postgres takes no network with bits set behind its length. */
function firstOf(address: ipaddr.IPv4 | ipaddr.IPv6, bits: number): string {
  const kind = address.kind() === 'ipv4' ? ipaddr.IPv4 : ipaddr.IPv6;
  return kind.networkAddressFromCIDR(`${address.toString()}/${bits}`).toString();
}

function fault(path: string, code: string, params?: Record<string, unknown>): Problem {
  return Problem.invalid('body.invalid', [{ path, code, params }]);
}
