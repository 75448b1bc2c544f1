import { createFileRoute } from '@tanstack/react-router';
import { WorkingCalendarScreen } from '~/features/settings/calendar/working-calendar-screen';

export const Route = createFileRoute('/_app/settings/calendar')({ component: WorkingCalendarScreen });
