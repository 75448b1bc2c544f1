export { BarChart } from './bars';
export type { ChartPoint } from './frame';
export { Funnel } from './funnel';
export { Gauge } from './gauge';
export { Sparkline } from './sparkline';
