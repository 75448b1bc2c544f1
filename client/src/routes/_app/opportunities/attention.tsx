import { createFileRoute } from '@tanstack/react-router';
import { AttentionScreen } from '~/features/opportunities/list/attention-screen';
import { attentionSearch } from '~/features/opportunities/list/attention-search';

export const Route = createFileRoute('/_app/opportunities/attention')({
  validateSearch: attentionSearch,
  component: AttentionScreen,
});
