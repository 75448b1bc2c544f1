import { FileUp } from 'lucide-react';
import type { FeatureNav } from '~/app/nav';

export const nav: FeatureNav = {
  entries: [
    {
      id: 'imports',
      to: '/imports',
      label: 'nav:imports.title',
      icon: FileUp,
      group: 'admin',
      order: 80,
      permission: ['import', 'create'],
    },
  ],
};
