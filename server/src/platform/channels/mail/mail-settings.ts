import { z } from 'zod';
import { defineArea } from '../../settings/areas/setting-area.js';
import { plainAddress } from './mail-address.js';

const text = (max: number) => z.string().trim().max(max).default('');

/** The company's mail server, and in whose name the product writes. */
export const MAIL_SETTINGS = defineArea({
  name: 'mail',
  title: { one: 'the mail server', tag: 'Settings' },
  schema: z
    .strictObject({
      enabled: z.boolean().default(false),
      host: text(253),
      port: z.int().min(1).max(65535).default(587),
      /** `tls` from the first byte, `starttls` demanded after the greeting, or `none` for a relay inside the network. */
      security: z.enum(['tls', 'starttls', 'none']).default('starttls'),
      user: text(320),
      from: text(320).refine((address) => address === '' || plainAddress(address) !== undefined, {
        error: 'email.invalid',
      }),
      fromName: text(100),
    })
    .superRefine(({ enabled, host, from }, context) => {
      if (!enabled) return;
      for (const [name, value] of Object.entries({ host, from }))
        if (value === '') context.addIssue({ code: 'custom', path: [name], message: 'field.required' });
    }),
  secrets: ['password'],
  example: {
    enabled: true,
    host: 'mail.arman.lan',
    port: 587,
    security: 'starttls',
    user: 'crm',
    from: 'crm@arman.ir',
    fromName: 'سامانهٔ فروش آرمان',
  },
});
