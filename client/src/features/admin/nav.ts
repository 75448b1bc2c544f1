import { UsersRound } from 'lucide-react';
import type { FeatureNav } from '~/app/nav';

export const nav: FeatureNav = {
  entries: [
    {
      id: 'admin',
      to: '/admin/users',
      label: 'nav:admin.title',
      icon: UsersRound,
      group: 'admin',
      order: 90,
      permission: ['user', 'edit'],
    },
  ],
};
