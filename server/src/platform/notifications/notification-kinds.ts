/** What people can be told of, and under which heading the settings name it. */
export const NOTIFICATION_KINDS = [
  { kind: 'mentioned', group: 'talk' },
  { kind: 'replied', group: 'talk' },
  { kind: 'reacted', group: 'talk' },
  { kind: 'noted', group: 'talk' },
  { kind: 'assigned', group: 'work' },
  { kind: 'invited', group: 'work' },
  { kind: 'reminder', group: 'work' },
  { kind: 'shared', group: 'work' },
  { kind: 'sharedEdit', group: 'work' },
  { kind: 'importDone', group: 'jobs' },
  { kind: 'importUndone', group: 'jobs' },
  { kind: 'undoDone', group: 'jobs' },
  { kind: 'bulkEdited', group: 'jobs' },
  { kind: 'bulkDeleted', group: 'jobs' },
  { kind: 'webhookDisabled', group: 'jobs' },
] as const;

export type NotificationKind = (typeof NOTIFICATION_KINDS)[number]['kind'];

export function isNotificationKind(value: unknown): value is NotificationKind {
  return NOTIFICATION_KINDS.some(({ kind }) => kind === value);
}
