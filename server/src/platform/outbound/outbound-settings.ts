import { X509Certificate } from 'node:crypto';
import { z } from 'zod';
import { defineArea } from '../settings/areas/setting-area.js';

/** `host:port`, the host as one writes it in an address: `crm.lan:8443`, `10.0.0.5:389`, `[fd00::5]:636`. */
const PLACE = /^(?:\[[0-9a-f:]{2,45}\]|[a-z0-9](?:[a-z0-9._-]{0,251}[a-z0-9])?):(\d{1,5})$/;

const place = z
  .string({ error: 'field.notText' })
  .max(300, { error: 'field.tooLong' })
  .transform((text) => text.trim().toLowerCase())
  .refine((text) => Number(PLACE.exec(text)?.[1] ?? 0) >= 1 && Number(PLACE.exec(text)?.[1] ?? 0) <= 65535, {
    error: 'outbound.notAPlace',
  });

/** Certificates in PEM, one after another; empty for none. */
function areCertificates(text: string): boolean {
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  try {
    return (
      blocks.every((block) => new X509Certificate(block)) && blocks.join('').length >= text.replace(/\s/g, '').length
    );
  } catch {
    return false;
  }
}

/** Which places inside the company's network the server may call. */
export const OUTBOUND_SETTINGS = defineArea({
  name: 'outbound',
  title: { one: 'the places inside the network that the server may call', tag: 'Settings' },
  schema: z.strictObject({
    allowed: z
      .array(place, { error: 'field.notList' })
      .max(200, { error: 'field.tooMany' })
      .default([])
      .transform((places) => [...new Set(places)]),
    /** The company's own certificate authorities, trusted beside those of the internet. */
    authorities: z
      .string({ error: 'field.notText' })
      .trim()
      .max(100_000)
      .default('')
      .refine(areCertificates, { error: 'outbound.notCertificates' }),
  }),
  secrets: [],
  example: { allowed: ['ldap.arman.lan:636', 'mail.arman.lan:587'], authorities: '' },
});
