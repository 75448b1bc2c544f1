export type { CalendarEvent } from './events';
export { monthGrid } from './month-grid';
export { MonthView } from './month-view';
export { WeekView } from './week-view';
