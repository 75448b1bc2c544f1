import { Magnet } from 'lucide-react';
import type { FeatureNav } from '~/app/nav';

export const nav: FeatureNav = {
  entries: [
    {
      id: 'leads',
      to: '/leads',
      label: 'nav:leads.title',
      icon: Magnet,
      group: 'sales',
      order: 5,
      code: 'KeyL',
      recordType: 'lead',
    },
  ],
  create: [
    {
      id: 'lead',
      label: 'nav:leads.new',
      icon: Magnet,
      to: '/leads',
      search: { create: true },
      recordType: 'lead',
      order: 20,
    },
  ],
};
