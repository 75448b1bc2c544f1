import { createFileRoute } from '@tanstack/react-router';
import { calendarSearch } from '~/features/calendar/calendar-search';
import { CalendarScreen } from '~/features/calendar/calendar-screen';

export const Route = createFileRoute('/_app/calendar/')({ validateSearch: calendarSearch, component: CalendarScreen });
