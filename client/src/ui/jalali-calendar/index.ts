export type { CalendarEvent } from './events';
export { MonthView, monthGrid } from './month-view';
export { WeekView } from './week-view';
