import { Building2 } from 'lucide-react';
import type { FeatureNav } from '~/app/nav';

export const nav: FeatureNav = {
  entries: [
    {
      id: 'accounts',
      to: '/accounts',
      label: 'nav:accounts.title',
      icon: Building2,
      group: 'sales',
      order: 30,
      code: 'KeyA',
      isOnPhone: true,
      recordType: 'account',
    },
  ],
  create: [
    {
      id: 'account',
      label: 'nav:accounts.new',
      icon: Building2,
      to: '/accounts',
      search: { create: true },
      recordType: 'account',
      order: 20,
    },
  ],
};
