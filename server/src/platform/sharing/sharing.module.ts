import { Module } from '@nestjs/common';
import { NotificationsModule } from '../notifications/notifications.module.js';
import { SharesController } from './shares.controller.js';
import { Shares } from './shares.service.js';

/** Single records, open to people and teams. */
@Module({
  imports: [NotificationsModule],
  controllers: [SharesController],
  providers: [Shares],
})
export class SharingModule {}
