import { z } from 'zod';
import { defineArea } from '../../settings/areas/setting-area.js';

const days = (min: number, max: number, usual: number) => z.int().min(min).max(max).default(usual);

/** How people sign in: passwords, links, and how long the sign-in log is kept. */
export const SIGN_IN_SETTINGS = defineArea({
  name: 'signIn',
  title: { one: 'the rules of sign-in', tag: 'Settings' },
  schema: z.strictObject({
    minLength: z.int().min(8).max(64).default(10),
    refuseCommon: z.boolean().default(true),
    refuseOwnName: z.boolean().default(true),
    /** So many former passwords may not come again. */
    history: z.int().min(0).max(24).default(0),
    /** After so many days a new password is asked for at sign-in; 0 means never. */
    maxAgeDays: days(0, 3_650, 0),
    /** Whose local passwords hold. Those of administrators always do: the way in when directory and provider are away. */
    localPasswords: z.enum(['everyone', 'administrators']).default('everyone'),
    inviteHours: z.int().min(1).max(720).default(72),
    logKeptDays: days(30, 3_650, 365),
  }),
  secrets: [],
  example: {
    minLength: 12,
    refuseCommon: true,
    refuseOwnName: true,
    history: 5,
    maxAgeDays: 0,
    localPasswords: 'everyone',
    inviteHours: 72,
    logKeptDays: 365,
  },
});

export type SignInRules = ReturnType<typeof SIGN_IN_SETTINGS.schema.parse>;
