import { Controller } from '@nestjs/common';
import { RecordRoutes } from '../../records/record-routes.js';
import { Team } from './team.entity.js';

@Controller('teams')
export class TeamsController extends RecordRoutes(Team) {}
