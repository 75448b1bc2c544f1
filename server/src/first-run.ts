import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Say } from './boot.js';
import type { Flags } from './flags.js';
import { IdentitySeed } from './platform/identity/identity-seed.js';
import { SetupService } from './platform/setup/setup.service.js';

/** On an empty database: makes the administrator, tells a generated password once, and loads the sample when asked. */
export async function firstRun(app: NestFastifyApplication, flags: Flags, say: Say): Promise<void> {
  const made = await app.get(IdentitySeed).ensureFirstAdministrator();
  if (made?.generatedPassword) {
    say('');
    say(`  user      admin`);
    say(`  password  ${made.generatedPassword}`);
    say('  It is shown only now: sign in and change it.');
    say('');
  }
  if (!flags.demo) return;
  const setup = app.get(SetupService);
  if ((await setup.state()).state !== 'fresh') return;
  await setup.loadSample(flags.size, (done, total) =>
    say(`load      ${Math.round((100 * done) / Math.max(total, 1))}%`),
  );
}
