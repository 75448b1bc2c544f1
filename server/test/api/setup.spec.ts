import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { SampleLoader } from '../../src/platform/setup/sample-loader.js';
import { SetupService } from '../../src/platform/setup/setup.service.js';
import { codes } from '../factories/people.js';
import { createTestApp, type TestApp } from '../support/app.js';

let test: TestApp;
let finish: (error?: Error) => void;
let calls: string[];
beforeAll(async () => {
  test = await createTestApp();
  calls = [];
  const work = (name: string, progress: (done: number, total: number) => void) => {
    calls.push(name);
    progress(25, 100);
    return new Promise<void>((resolve, reject) => {
      finish = (error) => (error ? reject(error) : resolve());
    });
  };
  const loader: SampleLoader = {
    load: (size, progress) => work(`load ${size}`, progress),
    remove: (progress) => work('remove', progress),
  };
  const setup = test.app.get(SetupService);
  const modules = Reflect.get(setup, 'modules') as ModuleRef;
  jest.spyOn(modules, 'get').mockReturnValue(loader);
});
afterAll(() => test.close());

const state = async () => (await test.admin.get('/setup')).body;
const settled = async () => {
  for (let i = 0; i < 100 && (await state()).state === 'loading'; i += 1)
    await new Promise((done) => setTimeout(done, 10));
  return state();
};

describe('/setup', () => {
  it('is fresh until somebody chooses', async () => {
    expect(await state()).toEqual({ state: 'fresh', sampleLoaded: false, failed: false });
    expect(codes(await test.admin.delete('/setup/sample'))).toEqual(['setup.noSample']);
    expect(codes(await test.admin.post('/setup/sample', { size: 'huge' }))).toEqual(['setup.unknownSize']);
    expect((await (await test.person()).post('/setup/sample')).status).toBe(403);
  });

  it('loads the sample once, shows progress, and refuses everything else meanwhile', async () => {
    const [first, second] = await Promise.all([
      test.admin.post('/setup/sample', { size: 'medium' }),
      test.admin.post('/setup/sample', { size: 'medium' }),
    ]);
    expect([first.status, second.status].sort()).toEqual([202, 409]);
    expect(await state()).toEqual({
      state: 'loading',
      sampleLoaded: false,
      failed: false,
      progress: { done: 25, total: 100 },
    });
    expect(codes(await test.admin.post('/setup/empty'))).toEqual(['setup.busy']);
    finish();
    expect(await settled()).toEqual({ state: 'ready', sampleLoaded: true, failed: false });
    expect(calls).toEqual(['load medium']);
    expect(codes(await test.admin.post('/setup/sample', {}))).toEqual(['setup.sampleThere']);
  });

  it('tells of a removal that broke off, and lets it be tried again', async () => {
    jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
    expect((await test.admin.delete('/setup/sample')).status).toBe(202);
    finish(new Error('the disk is full'));
    expect(await settled()).toEqual({ state: 'ready', sampleLoaded: true, failed: true });
    expect((await test.admin.delete('/setup/sample')).status).toBe(202);
    finish();
    expect(await settled()).toEqual({ state: 'ready', sampleLoaded: false, failed: false });
  });

  it('takes the work of a process that is gone for broken off', async () => {
    await test.door.asSystem('test', (uow) =>
      uow.execute(`update settings set value = $1 where key = 'setup'`, [
        JSON.stringify({ state: 'loading', sampleLoaded: false, failed: false, beatAt: '2026-01-01T00:00:00Z' }),
      ]),
    );
    expect(await state()).toEqual({ state: 'fresh', sampleLoaded: false, failed: true });
    expect((await test.admin.post('/setup/empty')).body).toEqual({
      state: 'ready',
      sampleLoaded: false,
      failed: false,
    });
  });
});
