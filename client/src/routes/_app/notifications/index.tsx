import { createFileRoute } from '@tanstack/react-router';
import { NotificationsScreen } from '~/features/notifications/notifications-screen';

export const Route = createFileRoute('/_app/notifications/')({
  validateSearch: (raw: Record<string, unknown>): { unread?: boolean; kind?: string } => ({
    ...(raw.unread === true ? { unread: true } : {}),
    ...(typeof raw.kind === 'string' ? { kind: raw.kind } : {}),
  }),
  component: NotificationsScreen,
});
