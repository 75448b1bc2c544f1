import { createFileRoute } from '@tanstack/react-router';
import { textParam } from '~/app/list-search';
import { MergeScreen } from '~/features/duplicates/merge-screen';

export const Route = createFileRoute('/_app/duplicates/merge')({
  validateSearch: (raw: Record<string, unknown>): { type?: string; ids?: string } => ({
    type: textParam(raw.type),
    ids: textParam(raw.ids),
  }),
  component: MergeScreen,
});
