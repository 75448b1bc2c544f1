import { domainToASCII } from 'node:url';

/**
 * One plain address: no names, comments, groups, quotes, routes or lists, so that a message goes to exactly one place.
 * Foreign domains become ASCII. Undefined when it is anything else.
 */
export function plainAddress(text: string): string | undefined {
  const [, local, domain] =
    /^([a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*)@([^\s@]+)$/i.exec(text.trim()) ?? [];
  if (!local || !domain || local.length > 64) return undefined;
  const ascii = domainToASCII(domain);
  const fine =
    ascii.length <= 253 &&
    /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/.test(ascii);
  return fine ? `${local}@${ascii}` : undefined;
}
