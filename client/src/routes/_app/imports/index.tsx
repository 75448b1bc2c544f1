import { createFileRoute } from '@tanstack/react-router';
import { textParam } from '~/app/list-search';
import { ImportsScreen } from '~/features/imports/imports-screen';

export const Route = createFileRoute('/_app/imports/')({
  validateSearch: (raw: Record<string, unknown>): { type?: string | undefined } => ({ type: textParam(raw.type) }),
  component: ImportsScreen,
});
