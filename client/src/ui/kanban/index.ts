export { type BoardColumn, KanbanBoard } from './kanban-board';
