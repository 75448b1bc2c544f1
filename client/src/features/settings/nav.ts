import { Settings } from 'lucide-react';
import type { FeatureNav } from '~/app/nav';

export const nav: FeatureNav = {
  entries: [
    { id: 'settings', to: '/settings', label: 'nav:settings.title', icon: Settings, group: 'admin', order: 100 },
  ],
};
