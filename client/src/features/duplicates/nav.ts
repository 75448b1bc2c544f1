import { Combine } from 'lucide-react';
import type { FeatureNav } from '~/app/nav';

export const nav: FeatureNav = {
  entries: [{ id: 'duplicates', to: '/duplicates', label: 'merging:title', icon: Combine, group: 'admin', order: 910 }],
};
