import { createFileRoute } from '@tanstack/react-router';
import { textParam } from '~/app/list-search';
import { DuplicatesScreen } from '~/features/duplicates/duplicates-screen';

export const Route = createFileRoute('/_app/duplicates/')({
  validateSearch: (raw: Record<string, unknown>): { type?: string } => ({ type: textParam(raw.type) }),
  component: DuplicatesScreen,
});
