import { Module } from '@nestjs/common';
import { LiveEvents } from './live-events.js';
import { NotificationService } from './notification.service.js';
import { NotificationsController } from './notifications.controller.js';
import { StreamController } from './stream.controller.js';

/** What people are told, kept and live. */
@Module({
  controllers: [NotificationsController, StreamController],
  providers: [LiveEvents, NotificationService],
  exports: [LiveEvents, NotificationService],
})
export class NotificationsModule {}
