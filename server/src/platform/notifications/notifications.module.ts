import { Module } from '@nestjs/common';
import { LiveEvents } from './live-events.js';
import { NotificationService } from './notification.service.js';
import { NotificationSettings } from './notification-settings.js';
import { NotificationSettingsController } from './notification-settings.controller.js';
import { NotificationsController } from './notifications.controller.js';
import { SessionWatch } from './session-watch.js';
import { StreamController } from './stream.controller.js';

/** What people are told, kept and live. */
@Module({
  controllers: [NotificationsController, NotificationSettingsController, StreamController],
  providers: [LiveEvents, NotificationService, NotificationSettings, SessionWatch],
  exports: [LiveEvents, NotificationService],
})
export class NotificationsModule {}
