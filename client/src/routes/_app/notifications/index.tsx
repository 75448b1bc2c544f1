import { createFileRoute } from '@tanstack/react-router';
import { NotificationsScreen } from '~/features/notifications/notifications-screen';

export const Route = createFileRoute('/_app/notifications/')({
  validateSearch: (raw: Record<string, unknown>): { unread?: boolean } => (raw.unread === true ? { unread: true } : {}),
  component: NotificationsScreen,
});
