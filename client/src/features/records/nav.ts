import { Trash2 } from 'lucide-react';
import type { FeatureNav } from '~/app/nav';

export const nav: FeatureNav = {
  entries: [
    { id: 'recycle-bin', to: '/recycle-bin', label: 'records:bin.title', icon: Trash2, group: 'admin', order: 920 },
  ],
};
