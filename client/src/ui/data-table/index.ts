export { ColumnMenu, DensitySwitch } from './column-menu';
export {
  type Column,
  type ColumnChoice,
  chosenColumns,
  defaultChoice,
  readChoice,
  withWidth,
  writeChoice,
} from './columns';
export { DataTable } from './data-table';
export type { RowGroup } from './lines';
export type { DataTableProps } from './props';
export { type RowSelection, useRowSelection } from './selection';
