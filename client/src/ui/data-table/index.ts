export { ColumnMenu, DensitySwitch } from './column-menu';
export { type Column, type ColumnChoice, chosenColumns, defaultChoice, readChoice, writeChoice } from './columns';
export { DataTable, type DataTableProps } from './data-table';
export { type RowSelection, useRowSelection } from './selection';
