import 'reflect-metadata';
import { buildCommands } from './cli/build-commands.js';
import type { Command } from './cli/command.js';
import { operationsCommands } from './cli/operations-commands.js';
import { peopleCommands } from './cli/people-commands.js';

/** Every command of the operator; a further one is a further entry. */
const commands: readonly Command[] = [...peopleCommands, ...operationsCommands, ...buildCommands];

/** Faults of the operator, told in plain words. */
const PLAIN = new Set(['CommandError', 'ConfigError', 'DatabaseSetupError', 'Problem']);

function help(): string {
  const lines = commands.map(
    ({ name, usage, about }) => `  ${[name, usage].filter(Boolean).join(' ')}\n      ${about}`,
  );
  return `npm run cli -- <command>\n\n${lines.join('\n')}\n`;
}

function told(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const faults = (error as { options?: { faults?: { path: string; code: string }[] } }).options?.faults ?? [];
  const plain = PLAIN.has(error.name) || (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS');
  return [
    plain ? error.message : (error.stack ?? error.message),
    ...faults.map(({ path, code }) => `  ${path}: ${code}`),
  ].join('\n');
}

const [name, ...args] = process.argv.slice(2);
const command = commands.find((known) => known.name === name);
if (!command) {
  process.stderr.write(help());
  process.exitCode = 2;
} else {
  // A command may refuse its arguments before it begins to wait for anything.
  Promise.resolve()
    .then(() => command.run(args))
    .catch((error: unknown) => {
      process.stderr.write(`${told(error)}\n`);
      process.exit(1);
    });
}
