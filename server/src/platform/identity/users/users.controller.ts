import { Controller } from '@nestjs/common';
import { RecordRoutes } from '../../records/record-routes.js';
import { User } from './user.entity.js';

@Controller('users')
export class UsersController extends RecordRoutes(User) {}
