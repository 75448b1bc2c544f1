import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const SYSTEM_BROWSERS = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const FOLDERS = ['/usr/bin', '/usr/local/bin', '/snap/bin', '/opt/google/chrome'];

/**
 * The Chromium to test with: `CHROMIUM_PATH`, else the system's, else the one from npm, unpacked once per user.
 *
 * @returns {Promise<{ executablePath: string, env: Record<string, string> }>} env is what this browser needs to find its libraries
 */
export async function findBrowser() {
  const system = process.env.CHROMIUM_PATH ?? systemBrowser();
  if (system !== undefined) return { executablePath: system, env: {} };
  const folder = await unpackedBrowser();
  return {
    executablePath: join(folder, 'chromium'),
    env: { LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'), FONTCONFIG_PATH: join(folder, 'fonts') },
  };
}

function systemBrowser() {
  return FOLDERS.flatMap((folder) => SYSTEM_BROWSERS.map((name) => join(folder, name))).find((path) =>
    existsSync(path),
  );
}

/**
 * The package unpacks into the temporary folder, under fixed names. A private one, renamed when complete, keeps users
 * apart and a killed run from leaving half a browser. `AWS_EXECUTION_ENV` makes it unpack its own system libraries.
 */
async function unpackedBrowser() {
  const name = `peyvand-chromium-${process.getuid?.() ?? 'user'}-${await packageVersion()}`;
  const folder = join(tmpdir(), name);
  if (existsSync(folder)) return folder;
  const draft = mkdtempSync(`${folder}.`);
  const script = `import('@sparticuz/chromium').then(({ default: chromium }) => chromium.executablePath())`;
  await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
    cwd: dirname(fileURLToPath(import.meta.url)),
    env: { ...process.env, TMPDIR: draft, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' },
  });
  // The fonts' own settings name the shared temporary folder.
  const fonts = join(draft, 'fonts', 'fonts.conf');
  writeFileSync(fonts, readFileSync(fonts, 'utf8').replaceAll('>/tmp/', `>${folder}/`));
  try {
    renameSync(draft, folder);
  } catch (error) {
    // Another run was quicker.
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

async function packageVersion() {
  const entry = fileURLToPath(import.meta.resolve('@sparticuz/chromium'));
  const { default: manifest } = await import(join(dirname(entry), '..', 'package.json'), { with: { type: 'json' } });
  return manifest.version;
}
