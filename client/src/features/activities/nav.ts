import { CalendarCheck, CalendarDays } from 'lucide-react';
import type { FeatureNav } from '~/app/nav';

export const nav: FeatureNav = {
  entries: [
    {
      id: 'activities',
      to: '/activities',
      label: 'nav:activities.title',
      icon: CalendarCheck,
      group: 'work',
      order: 5,
      code: 'KeyT',
      isOnPhone: true,
      recordType: 'activity',
    },
    {
      id: 'calendar',
      to: '/calendar',
      label: 'nav:calendar.title',
      icon: CalendarDays,
      group: 'work',
      order: 6,
      code: 'KeyY',
      recordType: 'activity',
    },
  ],
  create: [
    {
      id: 'activity',
      label: 'nav:activities.new',
      icon: CalendarCheck,
      to: '/activities',
      search: { create: true },
      recordType: 'activity',
      order: 10,
    },
  ],
};
