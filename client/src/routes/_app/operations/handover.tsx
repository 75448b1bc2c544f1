import { createFileRoute } from '@tanstack/react-router';
import { textParam } from '~/app/list-search';
import { HandoverScreen } from '~/features/operations/handover-screen';

export const Route = createFileRoute('/_app/operations/handover')({
  validateSearch: (raw: Record<string, unknown>): { user?: string | undefined } => ({ user: textParam(raw.user) }),
  component: HandoverScreen,
});
