import { Global, Module } from '@nestjs/common';
import { OperationUndo } from '../changes/operation-undo.js';
import { UndoService } from '../changes/undo.service.js';
import { NotificationsModule } from '../notifications/notifications.module.js';
import { OperationList } from './operation-list.js';
import { OperationUndoers } from './operation-undoers.js';
import { OperationsController } from './operations.controller.js';
import { Operations } from './operations.js';

/** What is done with many records at once: how far it is, what it left, and the way back. */
@Global()
@Module({
  imports: [NotificationsModule],
  controllers: [OperationsController],
  providers: [Operations, OperationList, OperationUndoers, OperationUndo, UndoService],
  exports: [Operations, OperationList, OperationUndoers, OperationUndo, UndoService],
})
export class OperationsModule {}
