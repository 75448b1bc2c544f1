import { ListChecks } from 'lucide-react';
import type { FeatureNav } from '~/app/nav';

export const nav: FeatureNav = {
  entries: [
    { id: 'operations', to: '/operations', label: 'nav:operations.title', icon: ListChecks, group: 'admin', order: 82 },
  ],
};
