import { createFileRoute } from '@tanstack/react-router';
import { AttentionScreen, attentionSearch } from '~/features/opportunities/list/attention-screen';

export const Route = createFileRoute('/_app/opportunities/attention')({
  validateSearch: attentionSearch,
  component: AttentionScreen,
});
