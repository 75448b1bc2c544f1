import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { readKey } from './key-file.js';
import { SealBroken, SecretBox } from './secret-box.js';

const dataDir = mkdtempSync(join(tmpdir(), 'peyvand-seal-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

describe('the box for secrets', () => {
  const box = new SecretBox({ dataDir, sealKey: undefined });

  it('gives back what was sealed, for the same purpose, also to another process', () => {
    const sealed = box.seal('mail/password', 'گذر واژه ۱۲۳');
    expect(sealed).not.toContain('گذر');
    expect(new SecretBox({ dataDir, sealKey: undefined }).unseal('mail/password', sealed)).toBe('گذر واژه ۱۲۳');
    expect(box.seal('mail/password', 'same')).not.toBe(box.seal('mail/password', 'same'));
  });

  it('opens nothing for another purpose, with another key, or after a change of one letter', () => {
    const sealed = box.seal('mail/password', 'secret');
    const other = new SecretBox({ dataDir, sealKey: Buffer.alloc(32, 7) });
    expect(() => box.unseal('ldap/password', sealed)).toThrow(SealBroken);
    expect(() => other.unseal('mail/password', sealed)).toThrow(SealBroken);
    for (const place of [4, 20, sealed.length - 3]) {
      const letter = sealed[place] === 'A' ? 'B' : 'A';
      expect(() => box.unseal('mail/password', sealed.slice(0, place) + letter + sealed.slice(place + 1))).toThrow(
        SealBroken,
      );
    }
    for (const text of ['', 's1.', 's1.AAAA', sealed.slice(3), sealed.slice(0, 30)])
      expect(() => box.unseal('mail/password', text)).toThrow(SealBroken);
  });

  it('keeps its key in a file that only the owner may read, and refuses a file that is no key', () => {
    const path = join(dataDir, 'secrets', 'seal.key');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readKey(readFileSync(path, 'utf8'))).toHaveLength(32);
    writeFileSync(path, 'not a key');
    expect(() => new SecretBox({ dataDir, sealKey: undefined })).toThrow(/is not a key/);
  });
});
