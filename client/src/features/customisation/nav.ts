import { Shapes } from 'lucide-react';
import type { FeatureNav } from '~/app/nav';

export const nav: FeatureNav = {
  entries: [
    {
      id: 'customisation',
      to: '/customisation',
      label: 'nav:customisation.title',
      icon: Shapes,
      group: 'admin',
      order: 80,
      permission: ['customisation', 'edit'],
    },
  ],
};
