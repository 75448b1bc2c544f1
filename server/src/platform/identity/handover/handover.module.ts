import { Module } from '@nestjs/common';
import { NotificationsModule } from '../../notifications/notifications.module.js';
import { HandoverPreviews } from './handover-preview.js';
import { HandoverController } from './handover.controller.js';
import { HandoverService } from './handover.service.js';

/** Work of people who leave, handed over by rules. */
@Module({
  imports: [NotificationsModule],
  controllers: [HandoverController],
  providers: [HandoverPreviews, HandoverService],
})
export class HandoverModule {}
