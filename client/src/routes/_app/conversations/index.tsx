import { createFileRoute } from '@tanstack/react-router';
import { conversationSearch } from '~/features/conversations/conversation-search';
import { ConversationsScreen } from '~/features/conversations/conversations-screen';

export const Route = createFileRoute('/_app/conversations/')({
  validateSearch: conversationSearch,
  component: ConversationsScreen,
});
