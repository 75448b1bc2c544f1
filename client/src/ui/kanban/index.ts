export type { BoardColumn, BoardOutcome } from './board';
export { BoardSkeleton } from './board-skeleton';
export { ColumnTabs } from './column-tabs';
export { KanbanBoard } from './kanban-board';
