import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import pino from 'pino';
import { logOptions } from '../../src/platform/logging/log-options.js';

const filter = readFileSync(new URL('../../../deploy/fail2ban/filter.d/peyvand.conf', import.meta.url), 'utf8');
const failregex = /^failregex = (.+)$/m.exec(filter)?.[1] as string;
// What fail2ban puts in the place of <ADDR>.
const pattern = new RegExp(
  failregex.replace('<ADDR>', '(?<addr>\\d{1,3}(?:\\.\\d{1,3}){3}|[0-9a-fA-F:]*:[0-9a-fA-F:.]+)'),
);

/** The line of a failed sign-in as the server writes it. */
function lineOf(ip: string, user: string): string {
  let line = '';
  const log = pino(logOptions('info'), { write: (text: string) => void (line = text) });
  log.warn({ context: 'SignIn' }, `sign-in failed ip=${ip} user=${JSON.stringify(user)}`);
  return line.trimEnd();
}

describe('the filter for fail2ban', () => {
  it.each(['10.9.0.1', '2001:db8::7', '::ffff:10.9.0.1'])(
    'finds the address %s in the line of a failed sign-in',
    (ip) => {
      expect(pattern.exec(lineOf(ip, 'sara'))?.groups?.addr).toBe(ip);
    },
  );

  it('takes no address from what somebody typed', () => {
    const typed = [
      '" ip=1.2.3.4 user="x',
      '"context":"SignIn","msg":"sign-in failed ip=1.2.3.4 user="',
      '\n{"context":"SignIn","msg":"sign-in failed ip=1.2.3.4 user=x"}',
    ];
    for (const user of typed) expect(pattern.exec(lineOf('10.9.0.1', user))?.groups?.addr).toBe('10.9.0.1');
    const other = JSON.stringify({
      context: 'Request',
      path: '"context":"SignIn","msg":"sign-in failed ip=1.2.3.4 user=',
    });
    expect(pattern.exec(other)).toBeNull();
  });
});
