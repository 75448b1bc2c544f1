import { Package } from 'lucide-react';
import type { FeatureNav } from '~/app/nav';

export const nav: FeatureNav = {
  entries: [
    {
      id: 'products',
      to: '/products',
      label: 'nav:products.title',
      icon: Package,
      group: 'sales',
      order: 60,
      recordType: 'product',
    },
  ],
};
