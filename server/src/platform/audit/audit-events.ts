import { currentLocale } from '../context/request-context.js';
import { hasMessage, say } from '../i18n/messages.js';

/** Areas of the audit log, in the order in which people look for them. */
export const AUDIT_AREAS = [
  'auth',
  'user',
  'role',
  'team',
  'orgUnit',
  'apiKey',
  'webhook',
  'access',
  'setting',
  'export',
  'operation',
  'record',
  'audit',
] as const;

/** The event in words; one that has none yet is named by its code. */
export function eventLabel(event: string): string {
  const locale = currentLocale();
  return hasMessage(locale, `audit.event.${event}`) ? say(locale, `audit.event.${event}`) : event;
}
