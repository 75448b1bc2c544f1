import { createFileRoute } from '@tanstack/react-router';
import { OutboundSettings } from '~/features/admin/sign-in/outbound';

export const Route = createFileRoute('/_app/admin/outbound')({ component: OutboundSettings });
