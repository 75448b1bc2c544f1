import ipaddr from 'ipaddr.js';

/**
 * What an address is to an outbound call.
 * - `public`: anybody's server on the internet.
 * - `internal`: a private network; open where the administrator lists the place.
 * - `loopback`: this machine itself.
 * - `closed`: no server of anybody (multicast, link-local with its metadata services, reserved), or an address that
 *   hides another one inside.
 */
export type AddressKind = 'public' | 'internal' | 'loopback' | 'closed';

const INTERNAL = new Set(['private', 'carrierGradeNat', 'uniqueLocal']);
const LOOPBACK = new Set(['loopback', 'unspecified']);
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');

/** @param text an address as a resolver gives it, or a literal of a URL without its brackets */
export function addressKind(text: string): AddressKind {
  if (!ipaddr.isValid(text)) return 'closed';
  // `::ffff:127.0.0.1` is 127.0.0.1 to the sockets of this machine.
  const address = ipaddr.process(text);
  const range = address.range();
  if (LOOPBACK.has(range)) return 'loopback';
  if (INTERNAL.has(range)) return 'internal';
  if (range !== 'unicast') return 'closed';
  return address instanceof ipaddr.IPv6 && !address.match(GLOBAL_UNICAST) ? 'closed' : 'public';
}
