export type { BoardColumn, BoardOutcome } from './board';
export { KanbanBoard } from './kanban-board';
