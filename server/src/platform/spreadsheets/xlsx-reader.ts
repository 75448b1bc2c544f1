import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { MAX_COLUMNS, type SheetRow, sheetProblem } from './sheet.js';
import { guardWorkbook } from './xlsx-guard.js';

/** Memory of JavaScript objects that the reading process may use, in MiB. Shared texts of a workbook are kept there. */
const MEMORY_MIB = 512;
/** Longest silence of the reading process; a reader that waits for its consumer isn't silent. */
const SILENCE_MS = 60_000;

/** The script beside this file: compiled in the product, as it stands in tests. */
const CHILD = fileURLToPath(new URL(`./xlsx-child${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url));

/**
 * Reads the first sheet of a workbook row by row, in a process of its own with capped memory and time.
 * @throws Problem 422: `import.bomb`, `import.broken`, `import.notWorkbook`, `import.tooManyColumns`
 */
export async function* readXlsx(path: string): AsyncGenerator<SheetRow> {
  await guardWorkbook(path);
  const child = spawn(process.execPath, [`--max-old-space-size=${MEMORY_MIB}`, CHILD, path, String(MAX_COLUMNS)], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { NODE_NO_WARNINGS: '1' },
  });
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));
  let waiting: NodeJS.Timeout | undefined;
  let silent = false;
  const listen = () => {
    waiting = setTimeout(() => {
      silent = true;
      child.kill('SIGKILL');
    }, SILENCE_MS);
  };
  let ended = false;
  try {
    listen();
    for await (const text of createInterface({ input: child.stdout, crlfDelay: Number.POSITIVE_INFINITY })) {
      clearTimeout(waiting);
      const message = JSON.parse(text) as 'end' | 'columns' | [number, ...string[]];
      if (message === 'columns') throw sheetProblem('import.tooManyColumns', { max: MAX_COLUMNS });
      ended = message === 'end';
      if (message !== 'end') yield { line: message[0], cells: message.slice(1) as string[] };
      listen();
    }
    clearTimeout(waiting);
    await gone;
    // Killed by its own memory limit (SIGABRT) or by the clock: too much for what the file claims to be.
    if (!ended) throw sheetProblem(silent || child.signalCode ? 'import.bomb' : 'import.broken');
  } finally {
    clearTimeout(waiting);
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
  }
}
