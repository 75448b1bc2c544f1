import { Target } from 'lucide-react';
import type { FeatureNav } from '~/app/nav';

export const nav: FeatureNav = {
  entries: [
    {
      id: 'opportunities',
      to: '/opportunities',
      label: 'nav:opportunities.title',
      icon: Target,
      group: 'sales',
      order: 10,
      code: 'KeyO',
      isOnPhone: true,
      phoneLabel: 'nav:opportunities.short',
      recordType: 'opportunity',
    },
  ],
  create: [
    {
      id: 'opportunity',
      label: 'nav:opportunities.new',
      icon: Target,
      to: '/opportunities',
      search: { create: true },
      recordType: 'opportunity',
      order: 30,
    },
  ],
};
