import { UserRound } from 'lucide-react';
import type { FeatureNav } from '~/app/nav';

export const nav: FeatureNav = {
  entries: [
    {
      id: 'contacts',
      to: '/contacts',
      label: 'nav:contacts.title',
      icon: UserRound,
      group: 'sales',
      order: 40,
      code: 'KeyC',
      recordType: 'contact',
    },
  ],
  create: [
    {
      id: 'contact',
      label: 'nav:contacts.new',
      icon: UserRound,
      to: '/contacts',
      search: { create: true },
      recordType: 'contact',
      order: 30,
    },
  ],
};
