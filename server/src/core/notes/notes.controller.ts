import { Controller } from '@nestjs/common';
import { RecordRoutes } from '../../platform/records/record-routes.js';
import { RecordStore } from '../../platform/records/record-store.js';
import { Note } from './note.js';

@Controller('notes')
export class NotesController extends RecordRoutes(Note) {
  constructor(store: RecordStore) {
    super(store);
  }
}
