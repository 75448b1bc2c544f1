import { Megaphone } from 'lucide-react';
import type { FeatureNav } from '~/app/nav';

export const nav: FeatureNav = {
  entries: [
    {
      id: 'announcements',
      to: '/announcements',
      label: 'nav:announcements.title',
      icon: Megaphone,
      group: 'admin',
      order: 60,
      recordType: 'announcement',
    },
  ],
};
