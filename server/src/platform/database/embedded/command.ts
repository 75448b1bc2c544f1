import { spawn } from 'node:child_process';
import type { OsUser } from './os-user.js';

/** What a finished command left behind. */
export interface CommandResult {
  code: number;
  /** Standard output and error, in the order they came. */
  output: string;
}

/** Runs a program as the given OS user (or as ourselves) and waits for its end; never throws on a non-zero exit. */
export function runCommand(command: string, args: string[], user?: OsUser): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      // The other user may not enter the folder we were started in.
      cwd: '/',
      env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8', TZ: 'UTC' },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(user && { uid: user.uid, gid: user.gid }),
    });
    let output = '';
    const collect = (chunk: Buffer) => {
      output += chunk.toString('utf8');
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('error', reject);
    // 'exit', not 'close': a server started by pg_ctl outlives it and could hold the pipes open.
    child.on('exit', (code) => setImmediate(() => resolve({ code: code ?? 1, output: output.trim() })));
  });
}
