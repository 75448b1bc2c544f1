import { Controller } from '@nestjs/common';
import { RecordRoutes } from '../record-routes.js';
import { SavedView } from './saved-view.entity.js';

@Controller('saved-views')
export class SavedViewsController extends RecordRoutes(SavedView) {}
