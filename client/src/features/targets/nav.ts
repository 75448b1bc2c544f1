import { Goal } from 'lucide-react';
import type { FeatureNav } from '~/app/nav';

export const nav: FeatureNav = {
  entries: [
    {
      id: 'targets',
      to: '/targets',
      label: 'nav:targets.title',
      icon: Goal,
      group: 'insight',
      order: 20,
      recordType: 'target',
    },
  ],
};
