import { Settings2 } from 'lucide-react';
import type { FeatureNav } from '~/app/nav';

export const nav: FeatureNav = {
  entries: [
    {
      id: 'pipelines',
      to: '/pipelines',
      label: 'nav:pipelines.title',
      icon: Settings2,
      group: 'admin',
      order: 20,
      permission: ['pipeline', 'edit'],
    },
  ],
};
