import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../../src/platform/config/config.js';
import { CONFIG } from '../../src/platform/config/config.token.js';
import { FileService } from '../../src/platform/files/file.service.js';
import { type Answer, type Caller, createTestApp, grants, type TestApp } from '../support/app.js';

const PDF = Buffer.from('%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n');
const PNG = Buffer.concat([
  Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex'),
  Buffer.from('0000000a49444154789c6300010000050001', 'hex'),
]);

interface Part {
  readonly name: string;
  readonly filename?: string;
  readonly content: Buffer | string;
}

describe('files', () => {
  let app: TestApp;
  let seller: Caller;
  let other: Caller;
  let account: string;
  let folder: string;

  const raw = async (who: Caller, payload: Buffer, type: string): Promise<Answer> => {
    const answer = await app.app.inject({
      method: 'POST',
      url: '/api/v1/files',
      headers: { authorization: `Bearer ${who.token}`, 'content-type': type },
      payload,
    });
    return {
      status: answer.statusCode,
      headers: answer.headers as Record<string, string>,
      body: JSON.parse(answer.body) as Record<string, unknown>,
    };
  };
  const send = (who: Caller, parts: readonly Part[]): Promise<Answer> => {
    const boundary = `----${randomBytes(8).toString('hex')}`;
    const chunks = parts.flatMap(({ name, filename, content }) => [
      Buffer.from(
        `--${boundary}\r\ncontent-disposition: form-data; name="${name}"${filename === undefined ? '' : `; filename="${filename}"`}\r\n` +
          `${filename === undefined ? '' : 'content-type: application/octet-stream\r\n'}\r\n`,
      ),
      Buffer.from(content as string),
      Buffer.from('\r\n'),
    ]);
    return raw(
      who,
      Buffer.concat([...chunks, Buffer.from(`--${boundary}--\r\n`)]),
      `multipart/form-data; boundary=${boundary}`,
    );
  };
  const upload = (who: Caller, filename: string, content: Buffer | string, id = account): Promise<Answer> =>
    send(who, [
      { name: 'about', content: JSON.stringify({ type: 'account', id }) },
      { name: 'file', filename, content },
    ]);
  const download = (who: Caller, id: unknown) =>
    app.app.inject({
      method: 'GET',
      url: `/api/v1/files/${String(id)}/content`,
      headers: { authorization: `Bearer ${who.token}` },
    });
  /** Every file below the folder of contents. */
  const contents = (): string[] =>
    readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) =>
      entry.isFile() ? [join(entry.parentPath, entry.name)] : [],
    );

  beforeAll(async () => {
    app = await createTestApp();
    folder = join(app.app.get<Config>(CONFIG).dataDir, 'files');
    const work = grants(['account', 'file'], ['view', 'create', 'edit', 'delete', 'restore', 'history'], 'own');
    seller = await app.person({ grants: work });
    other = await app.person({ grants: work });
    const made = await seller.post<{ id: string }>('/accounts', {
      kind: 'company',
      name: 'صاحب فایل',
      relation: 'customer',
    });
    expect(made.status).toBe(201);
    account = made.body.id;
  });
  afterAll(() => app.close());

  it('keeps what was uploaded and gives it back as an attachment under its Persian name', async () => {
    const { status, body } = await upload(seller, 'قرارداد (نهایی).pdf', PDF);
    expect({ status, body }).toMatchObject({
      status: 201,
      body: {
        name: 'قرارداد (نهایی).pdf',
        size: PDF.length,
        mediaType: 'application/pdf',
        sha256: createHash('sha256').update(PDF).digest('hex'),
        about: { type: 'account', id: account },
        createdBy: seller.userId,
      },
    });
    expect(JSON.stringify(body)).not.toMatch(/storage/i);
    const answer = await download(seller, body.id);
    expect(answer.statusCode).toBe(200);
    expect(answer.rawPayload.equals(PDF)).toBe(true);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': String(PDF.length),
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    });
    expect(answer.headers['content-disposition']).toBe(
      `attachment; filename="_______ (_____).pdf"; filename*=UTF-8''${encodeURIComponent('قرارداد (نهایی).pdf').replace('(', '%28').replace(')', '%29')}`,
    );
  });

  it('lists the files of one record', async () => {
    await upload(seller, 'عکس.png', PNG);
    const filter = encodeURIComponent(
      JSON.stringify({ field: 'about', op: 'eq', value: { type: 'account', id: account } }),
    );
    const { status, body } = await seller.get<{ data: { name: string }[] }>(`/files?filter=${filter}&sort=name`);
    expect(status).toBe(200);
    expect(body.data.map((file) => file.name)).toEqual(['عکس.png', 'قرارداد (نهایی).pdf']);
  });

  it('goes with the sight of its record', async () => {
    const { body } = await upload(seller, 'a.pdf', PDF);
    expect((await other.get(`/files/${body.id}`)).status).toBe(404);
    expect((await download(other, body.id)).statusCode).toBe(404);
    expect((await other.get<{ data: unknown[] }>('/files')).body.data).toEqual([]);
    expect((await other.delete(`/files/${body.id}`)).status).toBe(404);
    const before = contents().length;
    const refused = await upload(other, 'b.pdf', PDF);
    expect([refused.status, (refused.body.errors as { code: string }[])[0]?.code]).toEqual([422, 'link.notFound']);
    expect(contents()).toHaveLength(before);
    expect((await download(app.nobody, body.id)).statusCode).toBe(401);
  });

  it('lies under a random name, whatever the sender calls it', async () => {
    const { status, body } = await upload(seller, '../../../../etc/passwd.pdf', PDF);
    expect([status, body.name]).toEqual([201, 'passwd.pdf']);
    const windows = await upload(seller, 'C:\\\\temp\\\\نامه.pdf', PDF);
    expect(windows.body.name).toBe('نامه.pdf');
    for (const path of contents()) expect(path).toMatch(/\/files\/[0-9a-f]{2}\/[0-9a-f]{48}$/);
  });

  it.each<[string, string, Buffer | string, number, string]>([
    ['a page', 'index.html', '<!doctype html><script>alert(1)</script>', 415, 'file.formatNotAllowed'],
    ['a drawing with script', 'logo.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>', 415, 'file.formatNotAllowed'],
    ['a program', 'setup.exe', Buffer.from('4d5a90000300000004000000ffff0000', 'hex'), 415, 'file.formatNotAllowed'],
    [
      'a program called pdf',
      'invoice.pdf',
      Buffer.from('4d5a90000300000004000000ffff0000', 'hex'),
      415,
      'file.formatMismatch',
    ],
    ['a page called png', 'logo.png', '<!doctype html><script>alert(1)</script>', 415, 'file.formatMismatch'],
    ['a picture called txt', 'note.txt', PNG, 415, 'file.formatMismatch'],
    ['binary called csv', 'list.csv', Buffer.from([0x61, 0x00, 0x62]), 415, 'file.formatMismatch'],
    ['no extension', 'README', PDF, 415, 'file.formatNotAllowed'],
    ['nothing', 'empty.pdf', '', 400, 'file.empty'],
  ])('refuses %s and keeps nothing', async (_what, filename, content, status, code) => {
    const before = contents().length;
    const answer = await upload(seller, filename, content);
    expect(answer.status).toBe(status);
    expect((answer.body.errors as { code: string; message: string }[])[0]).toMatchObject({
      code,
      message: expect.stringMatching(/[آ-ی]/),
    });
    expect(contents()).toHaveLength(before);
  });

  it('takes Persian text and CSV', async () => {
    expect((await upload(seller, 'فهرست.csv', 'نام,شهر\nپارس,تهران\n')).body.mediaType).toBe('text/csv');
    expect((await upload(seller, 'یادداشت.TXT', 'سلام')).body.mediaType).toBe('text/plain');
  });

  it('refuses more than 50 MB with 413 and keeps nothing, and takes more than a JSON body may have', async () => {
    const before = contents().length;
    const large = await upload(seller, 'large.pdf', Buffer.concat([PDF, Buffer.alloc(50 * 1024 * 1024)]));
    expect([large.status, large.body.code]).toEqual([413, 'file.tooLarge']);
    expect(contents()).toHaveLength(before);
    const fair = await upload(seller, 'fair.pdf', Buffer.concat([PDF, Buffer.alloc(8 * 1024 * 1024)]));
    expect(fair.status).toBe(201);
  });

  it.each<[string, Part[], string]>([
    ['without a file', [{ name: 'about', content: '{}' }], 'file.missing'],
    ['without a record', [{ name: 'file', filename: 'a.pdf', content: PDF }], 'field.required'],
    [
      'with a record that is no JSON',
      [
        { name: 'about', content: 'account' },
        { name: 'file', filename: 'a.pdf', content: PDF },
      ],
      'field.notAbout',
    ],
    ['with an unknown part', [{ name: 'path', content: '/etc' }], 'field.unknown'],
    [
      'with two files',
      [
        { name: 'file', filename: 'a.pdf', content: PDF },
        { name: 'file', filename: 'b.pdf', content: PDF },
      ],
      'file.onlyOne',
    ],
  ])('refuses an upload %s', async (_what, parts, code) => {
    const before = contents().length;
    const { status, body } = await send(seller, parts);
    expect(status).toBe(400);
    expect((body.errors as { code: string }[])[0]?.code).toBe(code);
    expect(contents()).toHaveLength(before);
  });

  it('refuses a body that breaks off, and one that is no multipart', async () => {
    const before = contents().length;
    const cut = await raw(
      seller,
      Buffer.from('--x\r\ncontent-disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.7 cut'),
      'multipart/form-data; boundary=x',
    );
    expect([cut.status, cut.body.code]).toEqual([400, 'file.bodyBroken']);
    expect((await raw(seller, Buffer.from('{}'), 'application/json')).status).toBe(415);
    expect(contents()).toHaveLength(before);
  });

  it('renames, but moves to no other record; goes to the recycle bin and comes back', async () => {
    const { body } = await upload(seller, 'first.pdf', PDF);
    const second = await seller.post<{ id: string }>('/accounts', {
      kind: 'company',
      name: 'دومی',
      relation: 'customer',
    });
    const renamed = await seller.patch(`/files/${body.id}`, { name: 'دوم.pdf' });
    expect(renamed.body).toMatchObject({ name: 'دوم.pdf', version: 2 });
    expect((await seller.patch(`/files/${body.id}`, { about: { type: 'account', id: second.body.id } })).status).toBe(
      422,
    );
    expect((await seller.patch(`/files/${body.id}`, { size: 1 })).status).toBe(400);
    expect((await seller.patch(`/files/${body.id}`, { storageKey: 'x' })).status).toBe(400);
    expect((await seller.delete(`/files/${body.id}`)).status).toBe(204);
    expect((await download(seller, body.id)).statusCode).toBe(404);
    expect((await seller.post(`/files/${body.id}/restore`)).status).toBe(200);
    expect((await download(seller, body.id)).statusCode).toBe(200);
  });

  it('sweeps contents that no record knows, and only old ones', async () => {
    const { body } = await upload(seller, 'kept.pdf', PDF);
    const removed = await upload(seller, 'removed.pdf', PDF);
    await seller.delete(`/files/${removed.body.id}`);
    const old = new Date(Date.now() - 3 * 24 * 3_600_000);
    for (const path of contents()) utimesSync(path, old, old);
    const orphan = join(folder, 'ab', `ab${'0'.repeat(46)}`);
    await app.app.get(FileService).sweep();
    const before = contents().length;
    mkdirSync(join(folder, 'ab'), { recursive: true });
    writeFileSync(orphan, 'x');
    const abandoned = join(folder, 'incoming', 'f'.repeat(48));
    writeFileSync(abandoned, 'x');
    const fresh = join(folder, 'ab', `ab${'1'.repeat(46)}`);
    writeFileSync(fresh, 'x');
    utimesSync(orphan, old, old);
    utimesSync(abandoned, old, old);
    expect(await app.app.get(FileService).sweep()).toBe(2);
    expect([existsSync(orphan), existsSync(abandoned), existsSync(fresh)]).toEqual([false, false, true]);
    expect(contents()).toHaveLength(before + 1);
    expect((await download(seller, body.id)).statusCode).toBe(200);
  });
});
