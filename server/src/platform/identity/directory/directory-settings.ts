import { z } from 'zod';
import { defineArea } from '../../settings/areas/setting-area.js';
import { EXTERNAL } from '../external/external-settings.js';

const text = (max: number, usual = '') => z.string().trim().max(max).default(usual);
/** An attribute's name as directories write them. */
const attribute = (usual: string) =>
  z
    .string()
    .trim()
    .regex(/^([A-Za-z][A-Za-z0-9-]{0,60})?$/, { error: 'directory.notAttribute' })
    .default(usual);

const url = z
  .string()
  .trim()
  .regex(/^ldaps?:\/\/[^\s/?#@]+$/i, { error: 'directory.notUrl' })
  .refine((value) => URL.canParse(value), { error: 'directory.notUrl' });

const filter = (usual: string) =>
  z
    .string()
    .trim()
    .max(1_000)
    .regex(/^\(.*\)$/s, { error: 'directory.notFilter' })
    .default(usual);

/** The company's directory: LDAP or Active Directory. */
export const DIRECTORY_SETTINGS = defineArea({
  name: 'directory',
  title: { one: 'the directory', tag: 'Settings' },
  schema: z
    .strictObject({
      enabled: z.boolean().default(false),
      /** Servers of the same directory, tried in this order. */
      urls: z.array(url).max(5).default([]),
      /** Encrypts a connection of `ldap://` before anything is said on it. */
      startTls: z.boolean().default(true),
      /** Who searches; empty for an anonymous search. */
      bindDn: text(500),
      base: text(500),
      /** Finds the one whose name was typed, in the place of `{name}`. */
      filter: filter('(&(objectClass=person)(uid={name}))').refine((value) => value.includes('{name}'), {
        error: 'directory.noName',
      }),
      idAttribute: attribute('entryUUID'),
      usernameAttribute: attribute('uid'),
      fullNameAttribute: attribute('cn'),
      emailAttribute: attribute('mail'),
      mobileAttribute: attribute('mobile'),
      jobTitleAttribute: attribute('title'),
      /** Holds the groups of a person; empty where groups are searched by `groupFilter`. */
      groupsAttribute: attribute('memberOf'),
      groupBase: text(500),
      /** Finds the groups of the person whose name in the directory stands in the place of `{dn}`. */
      groupFilter: filter('(member={dn})'),
      /** Holds the name or code of a branch; empty for none. */
      orgUnitAttribute: attribute(''),
      ...EXTERNAL,
      /** Whether the directory is compared with the users every hour, and those who left are disabled. */
      sync: z.boolean().default(false),
    })
    .superRefine(({ enabled, urls, base }, context) => {
      if (!enabled) return;
      if (urls.length === 0) context.addIssue({ code: 'custom', path: ['urls'], message: 'field.required' });
      if (base === '') context.addIssue({ code: 'custom', path: ['base'], message: 'field.required' });
    }),
  secrets: ['password'],
  example: {
    enabled: true,
    urls: ['ldaps://dc1.arman.lan:636', 'ldaps://dc2.arman.lan:636'],
    bindDn: 'CN=crm,OU=Services,DC=arman,DC=lan',
    base: 'OU=Staff,DC=arman,DC=lan',
    filter: '(&(objectClass=user)(sAMAccountName={name}))',
    idAttribute: 'objectGUID',
    usernameAttribute: 'sAMAccountName',
    groupRoles: [{ group: 'CN=Sales,OU=Groups,DC=arman,DC=lan', roleId: '0199c0de-0000-7000-8000-00000000000b' }],
    sync: true,
  },
});

export type DirectorySettings = ReturnType<typeof DIRECTORY_SETTINGS.schema.parse>;
