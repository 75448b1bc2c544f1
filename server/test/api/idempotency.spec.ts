import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../../src/platform/config/config.js';
import { CONFIG } from '../../src/platform/config/config.token.js';
import { Problem } from '../../src/platform/errors/problem.js';
import { storageProblem } from '../../src/platform/errors/storage-problem.js';
import { anAccount } from '../factories/core.js';
import { codes } from '../factories/people.js';
import { type Answer, createTestApp, type TestApp } from '../support/app.js';

describe('one Idempotency-Key', () => {
  let test: TestApp;
  let dataDir: string;
  let boundaries = 0;

  beforeAll(async () => {
    test = await createTestApp();
    dataDir = test.app.get<Config>(CONFIG).dataDir;
  });
  afterAll(() => test.close());

  /** Sends a form with a boundary of its own, as a client does that tries again. */
  const send = (path: string, field: [string, string], content: string, key: string): Promise<Answer> => {
    const boundary = `----peyvand${(boundaries += 1)}`;
    const [name, value] = field;
    const body =
      `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n` +
      `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="names.csv"\r\ncontent-type: text/csv\r\n\r\n` +
      `${content}\r\n--${boundary}--\r\n`;
    return test.admin.call('POST', path, Buffer.from(body), {
      'content-type': `multipart/form-data; boundary=${boundary}`,
      'idempotency-key': key,
    });
  };
  const kept = (folder: string): number =>
    readdirSync(join(dataDir, folder), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
      .length;

  it('takes an upload once, whatever the boundary of the repeat, and another file is another request', async () => {
    const about: [string, string] = [
      'about',
      JSON.stringify({ type: 'account', id: (await anAccount(test.admin)).id }),
    ];
    const first = await send('/files', about, 'a,b\n1,2\n', 'upload-1');
    const again = await send('/files', about, 'a,b\n1,2\n', 'upload-1');
    const other = await send('/files', about, 'a,b\n1,3\n', 'upload-1');
    expect(first.status).toBe(201);
    expect([again.status, again.headers['idempotency-replayed'], again.body]).toEqual([201, 'true', first.body]);
    expect([other.status, codes(other)]).toEqual([409, ['idempotency.otherRequest']]);
    expect(kept('files')).toBe(1);
  });

  it('makes one import of a file that is sent again, and keeps one copy', async () => {
    const contact: [string, string] = ['recordType', 'contact'];
    const first = await send('/imports', contact, 'نام خانوادگی\nرضایی\n', 'import-1');
    const again = await send('/imports', contact, 'نام خانوادگی\nرضایی\n', 'import-1');
    const other = await send('/imports', contact, 'نام خانوادگی\nکریمی\n', 'import-1');
    expect([first.status, again.status, other.status]).toEqual([201, 201, 409]);
    expect(again.body.id).toBe(first.body.id);
    expect(kept('imports')).toBe(1);
  });
});

describe('a full disk', () => {
  it('is told as such, and other errors of the disk are not', () => {
    const full = storageProblem(Object.assign(new Error('no space left on device'), { code: 'ENOSPC' }));
    expect(full).toBeInstanceOf(Problem);
    expect(full).toMatchObject({ status: 507, code: 'server.full' });
    const denied = Object.assign(new Error('denied'), { code: 'EACCES' });
    expect(storageProblem(denied)).toBe(denied);
  });
});
