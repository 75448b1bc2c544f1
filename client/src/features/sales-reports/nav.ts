import { ChartColumn } from 'lucide-react';
import type { FeatureNav } from '~/app/nav';

export const nav: FeatureNav = {
  entries: [
    {
      id: 'sales-reports',
      to: '/sales-reports',
      label: 'nav:sales-reports.title',
      icon: ChartColumn,
      group: 'insight',
      order: 10,
      code: 'KeyR',
      recordType: 'opportunity',
    },
  ],
};
