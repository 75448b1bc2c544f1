import { Injectable } from '@nestjs/common';
import { UndoService } from '../changes/undo.service.js';
import { OperationList } from './operation-list.js';
import type { OperationKind, OperationView } from './operation-view.js';

type Undoer = (id: string) => Promise<unknown>;

/** Takes operations back, each kind in its own way; most by undoing all of their changes. */
@Injectable()
export class OperationUndoers {
  private readonly undoers = new Map<OperationKind, Undoer>();

  constructor(
    private readonly list: OperationList,
    private readonly undos: UndoService,
  ) {}

  /** For kinds that have more to take back than changes of records. */
  undoBy(kind: OperationKind, undoer: Undoer): void {
    this.undoers.set(kind, undoer);
  }

  /** @throws Problem 404, 409, 422 */
  async undo(id: string): Promise<OperationView> {
    const { kind } = await this.list.get(id);
    await (this.undoers.get(kind) ?? ((operation: string) => this.undos.undo(operation)))(id);
    return this.list.get(id);
  }
}
