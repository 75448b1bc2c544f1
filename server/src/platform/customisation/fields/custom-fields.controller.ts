import { Controller } from '@nestjs/common';
import { RecordRoutes } from '../../records/record-routes.js';
import { CustomField } from './custom-field.js';

@Controller('custom-fields')
export class CustomFieldsController extends RecordRoutes(CustomField) {}
