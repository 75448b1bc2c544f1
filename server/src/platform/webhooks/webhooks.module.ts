import { Module } from '@nestjs/common';
import { ChangesModule } from '../changes/changes.module.js';
import { NotificationsModule } from '../notifications/notifications.module.js';
import { WebhookDeliveries } from './webhook-deliveries.js';
import { WebhookQueue } from './webhook-queue.js';
import { WebhookRunner } from './webhook-runner.js';
import { WebhookSender } from './webhook-sender.js';
import { WebhooksController } from './webhooks.controller.js';
import { WebhooksService } from './webhooks.service.js';

/** Tells other programs of what happens, by Standard Webhooks. */
@Module({
  imports: [ChangesModule, NotificationsModule],
  controllers: [WebhooksController],
  providers: [WebhooksService, WebhookDeliveries, WebhookQueue, WebhookSender, WebhookRunner],
  exports: [WebhooksService, WebhookDeliveries],
})
export class WebhooksModule {}
