import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type Command, CommandError } from '../../src/cli/command.js';
import { operationsCommands } from '../../src/cli/operations-commands.js';
import { peopleCommands } from '../../src/cli/people-commands.js';
import { CONFIG } from '../../src/platform/config/config.token.js';
import { JobsModule } from '../../src/platform/jobs/jobs.module.js';
import { createTestApp, type TestApp } from '../support/app.js';

const commands = new Map([...peopleCommands, ...operationsCommands].map((command) => [command.name, command]));
const NAMES = ['DATABASE_URL', 'DATABASE_APP_URL', 'PEYVAND_DATA_DIR', 'NODE_ENV'] as const;

describe('command line', () => {
  let app: TestApp;
  const before = Object.fromEntries(NAMES.map((name) => [name, process.env[name]]));

  const run = async (name: string, ...args: string[]): Promise<string> => {
    const lines: string[] = [];
    const spy = jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
      lines.push(String(text));
      return true;
    });
    try {
      await (commands.get(name) as Command).run(args);
    } finally {
      spy.mockRestore();
    }
    return lines.join('');
  };

  beforeAll(async () => {
    app = await createTestApp();
    Object.assign(process.env, {
      DATABASE_URL: app.database.ownerUrl,
      DATABASE_APP_URL: app.database.appUrl,
      PEYVAND_DATA_DIR: app.app.get<{ dataDir: string }>(CONFIG).dataDir,
      NODE_ENV: 'test',
    });
  });
  afterAll(async () => {
    for (const name of NAMES) {
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
    }
    JobsModule.workElsewhere = false;
    process.exitCode = undefined;
    await app.close();
  });

  it('makes a user who can sign in, and gives them a new password', async () => {
    const made = await run('user:create', '--username', 'sara', '--name', 'سارا مرادی', '--role', 'salesperson');
    const password = /password {2}(\S+)/.exec(made)?.[1] as string;
    const sara = await app.signIn('sara', password);
    expect((await sara.get<{ user: { fullName: string } }>('/me')).body.user.fullName).toBe('سارا مرادی');
    await run('user:reset-password', '--username', 'sara', '--password', 'کبوتر-سپید-۱۴۰۵');
    expect((await sara.get('/me')).status).toBe(401);
    await app.signIn('sara', 'کبوتر-سپید-۱۴۰۵');
    expect(await run('role:list')).toContain('salesperson');
  });

  it('refuses what it does not know, in plain words', async () => {
    await expect(run('user:reset-password', '--username', 'nobody')).rejects.toThrow(CommandError);
    await expect(run('user:create', '--username', 'x', '--name', 'x', '--role', 'king')).rejects.toThrow('king');
    await expect(run('setting:get', 'nothing')).rejects.toThrow(CommandError);
    await expect(run('setting:set', 'moneyUnit', 'XYZ')).rejects.toThrow('body.invalid');
  });

  it('reads and changes settings, and finds the audit log whole', async () => {
    await run('setting:set', 'moneyUnit', 'IRR');
    expect(await run('setting:get', 'moneyUnit')).toBe('"IRR"\n');
    expect(await run('audit:verify')).toContain('whole     yes');
  });
});
