import { createFileRoute } from '@tanstack/react-router';
import { textParam } from '~/app/list-search';
import { RecycleBinScreen } from '~/features/records/recycle-bin/recycle-bin-screen';

export const Route = createFileRoute('/_app/recycle-bin')({
  validateSearch: (raw: Record<string, unknown>): { type?: string } => ({ type: textParam(raw.type) }),
  component: RecycleBinScreen,
});
