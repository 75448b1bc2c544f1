import { z } from 'zod';
import { defineArea } from '../../settings/areas/setting-area.js';
import { EXTERNAL } from '../external/external-settings.js';

const text = (max: number, usual = '') => z.string().trim().max(max).default(usual);
const claim = (usual: string) =>
  z
    .string()
    .trim()
    .regex(/^[\w:./-]{0,200}$/, { error: 'provider.notClaim' })
    .default(usual);

/** The company's OpenID Connect provider. */
export const PROVIDER_SETTINGS = defineArea({
  name: 'provider',
  title: { one: 'the OpenID Connect provider', tag: 'Settings' },
  schema: z
    .strictObject({
      enabled: z.boolean().default(false),
      issuer: text(500).refine((value) => value === '' || /^https?:$/.test(URL.parse(value)?.protocol ?? ''), {
        error: 'provider.notIssuer',
      }),
      clientId: text(300),
      /** What stands on the button of the sign-in screen. */
      label: text(60),
      scope: text(300, 'openid profile email').refine((value) => value.split(/\s+/).includes('openid'), {
        error: 'provider.noOpenid',
      }),
      usernameClaim: claim('preferred_username'),
      fullNameClaim: claim('name'),
      emailClaim: claim('email'),
      groupsClaim: claim('groups'),
      /** Whether the provider asks for a second step itself, so that it isn't asked for again here. */
      trustsSecondStep: z.boolean().default(false),
      ...EXTERNAL,
    })
    .superRefine(({ enabled, issuer, clientId }, context) => {
      if (!enabled) return;
      for (const [name, value] of Object.entries({ issuer, clientId }))
        if (value === '') context.addIssue({ code: 'custom', path: [name], message: 'field.required' });
    }),
  secrets: ['clientSecret'],
  example: {
    enabled: true,
    issuer: 'https://sso.arman.ir/realms/staff',
    clientId: 'peyvand',
    label: 'ورود با حساب سازمانی',
    scope: 'openid profile email',
    groupRoles: [{ group: 'sales', roleId: '0199c0de-0000-7000-8000-00000000000b' }],
  },
});

export type ProviderSettings = ReturnType<typeof PROVIDER_SETTINGS.schema.parse>;
