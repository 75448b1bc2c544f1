import { MessagesSquare } from 'lucide-react';
import type { FeatureNav } from '~/app/nav';

export const nav: FeatureNav = {
  entries: [
    {
      id: 'conversations',
      to: '/conversations',
      label: 'nav:conversations.title',
      icon: MessagesSquare,
      group: 'work',
      order: 8,
      code: 'KeyM',
      recordType: 'note',
      count: '/conversations/count',
    },
  ],
};
