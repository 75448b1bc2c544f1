import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Random passwords of database roles, by a name of the caller's choice, kept in one file that only its owner may read.
 * A password is made at its first use and stays.
 */
export class PasswordFile {
  constructor(private readonly path: string) {}

  /** The stored password, or undefined. */
  find(name: string): string | undefined {
    return this.read()[name];
  }

  /** The stored password, made now when there is none. */
  get(name: string): string {
    const existing = this.find(name);
    if (existing !== undefined) return existing;
    const password = randomBytes(24).toString('base64url');
    this.set(name, password);
    return password;
  }

  private set(name: string, password: string): void {
    mkdirSync(dirname(this.path), { recursive: true });
    const draft = `${this.path}.${process.pid}`;
    writeFileSync(draft, `${JSON.stringify({ ...this.read(), [name]: password }, null, 2)}\n`, { mode: 0o600 });
    renameSync(draft, this.path);
  }

  private read(): Record<string, string> {
    try {
      return JSON.parse(readFileSync(this.path, 'utf8')) as Record<string, string>;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
      throw error;
    }
  }
}
