import { Controller } from '@nestjs/common';
import { RecordRoutes } from '../../records/record-routes.js';
import { RecordLayout } from './record-layout.js';

@Controller('record-layouts')
export class RecordLayoutsController extends RecordRoutes(RecordLayout) {}
