import { Rss } from 'lucide-react';
import type { FeatureNav } from '~/app/nav';

export const nav: FeatureNav = {
  entries: [{ id: 'feed', to: '/feed', label: 'nav:feed.title', icon: Rss, group: 'work', order: 9 }],
};
