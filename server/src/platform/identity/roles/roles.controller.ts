import { Controller } from '@nestjs/common';
import { RecordRoutes } from '../../records/record-routes.js';
import { Role } from './role.entity.js';

@Controller('roles')
export class RolesController extends RecordRoutes(Role) {}
