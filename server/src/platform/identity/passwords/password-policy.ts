import type { UnitOfWork } from '../../database/unit-of-work.js';
import { compactKey, toAsciiDigits } from '../../persian/index.js';
import { areaValues } from '../../settings/areas/setting-areas.service.js';
import { SIGN_IN_SETTINGS, type SignInRules } from '../sign-in/sign-in-settings.js';
import { COMMON_PASSWORDS } from './common-passwords.js';
import { passwordMatches } from './password-hash.js';

export const MAX_PASSWORD_LENGTH = 200;
/** Figures alone up to this length are a phone, a card or an identity number. */
const LONGEST_NUMBER = 16;
/** Shorter names stand in too many good passwords. */
const SHORTEST_NAME = 3;

/** Why a password is not good enough. */
export interface PasswordFault {
  readonly code: string;
  readonly params?: Record<string, unknown>;
}

/** Whose password it is to be; without an id somebody who is only being made. */
export interface PasswordOwner {
  readonly id?: string;
  readonly username: string;
  readonly fullName?: string;
}

type Rules = Pick<SignInRules, 'minLength' | 'refuseCommon' | 'refuseOwnName'>;

/**
 * Why a password is not good enough by itself; undefined when it is. Length counts, not a mix of signs (NIST SP
 * 800-63B): so many characters, not one's own name with or without figures, nothing that guessers try first.
 */
export function passwordFault(password: string, owner: PasswordOwner, rules: Rules): PasswordFault | undefined {
  const length = [...password].length;
  if (length < rules.minLength) return { code: 'password.tooShort', params: { min: rules.minLength } };
  if (length > MAX_PASSWORD_LENGTH) return { code: 'password.tooLong', params: { max: MAX_PASSWORD_LENGTH } };
  const plain = toAsciiDigits(password).normalize('NFKC').toLowerCase();
  if (rules.refuseOwnName && isOwnName(password, owner)) return { code: 'password.isUsername' };
  const isNumber = /^\d+$/.test(plain) && length <= LONGEST_NUMBER;
  const isCommon = isNumber || COMMON_PASSWORDS.has(plain) || new Set(plain).size < 4;
  return rules.refuseCommon && isCommon ? { code: 'password.common' } : undefined;
}

function isOwnName(password: string, { username, fullName = '' }: PasswordOwner): boolean {
  const key = compactKey(password);
  const names = [username, fullName, ...fullName.split(/\s+/)].map(compactKey);
  return names.some(
    (name) => name.length >= SHORTEST_NAME && /^\d*$/.test(key.replaceAll(name, '')) && key.includes(name),
  );
}

/** Why a password can't be this user's by the rules in force, their former passwords included; undefined when it can. */
export async function checkPassword(
  uow: UnitOfWork,
  password: string,
  owner: PasswordOwner,
): Promise<PasswordFault | undefined> {
  const rules = await areaValues(uow, SIGN_IN_SETTINGS);
  const fault = passwordFault(password, owner, rules);
  if (fault || rules.history === 0 || owner.id === undefined) return fault;
  const former = await uow.elevated('former passwords', () =>
    uow.query<{ hash: string }>(
      `select hash from (
         select password_hash as hash, changed_at as at from user_secrets where user_id = $1
         union all select password_hash, replaced_at from password_history where user_id = $1) f
       order by at desc limit $2`,
      [owner.id, rules.history],
    ),
  );
  for (const { hash } of former)
    if (await passwordMatches(hash, password)) return { code: 'password.usedBefore', params: { count: rules.history } };
  return undefined;
}
