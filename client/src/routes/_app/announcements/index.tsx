import { createFileRoute } from '@tanstack/react-router';
import { listSearch } from '~/app/list-search';
import { AnnouncementsScreen } from '~/features/announcements/announcements-screen';

export const Route = createFileRoute('/_app/announcements/')({
  validateSearch: listSearch,
  component: AnnouncementsScreen,
});
