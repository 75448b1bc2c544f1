import { hash, verify } from '@node-rs/argon2';

/** argon2id with 19 MiB and two passes, the first choice of the OWASP password storage guide. */
const COST = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** One writing of a password: the same keys on two keyboards may compose a letter differently. */
function canonical(password: string): string {
  return password.normalize('NFKC');
}

export function hashPassword(password: string): Promise<string> {
  return hash(canonical(password), COST);
}

export async function passwordMatches(kept: string, password: string): Promise<boolean> {
  return verify(kept, canonical(password));
}

let decoy: Promise<string> | undefined;

/** A hash of nobody's password: checking against it takes as long as for a user who exists. */
export function decoyHash(): Promise<string> {
  decoy ??= hashPassword(crypto.randomUUID());
  return decoy;
}
