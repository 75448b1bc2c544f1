export { ColumnMenu, DensitySwitch } from './column-menu';
export { type Column, type ColumnChoice, chosenColumns, defaultChoice, readChoice, writeChoice } from './columns';
export { DataTable } from './data-table';
export type { DataTableProps } from './props';
export { type RowSelection, useRowSelection } from './selection';
