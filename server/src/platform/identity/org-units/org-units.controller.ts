import { Controller } from '@nestjs/common';
import { RecordRoutes } from '../../records/record-routes.js';
import { OrgUnit } from './org-unit.entity.js';

@Controller('org-units')
export class OrgUnitsController extends RecordRoutes(OrgUnit) {}
