import { Global, Module } from '@nestjs/common';
import { MailController, MailSettingsController } from './mail.controller.js';
import { MailOutbox } from './mail-outbox.js';
import { Smtp } from './smtp.js';

/** Writing e-mail, and the mail server that takes it. */
@Global()
@Module({
  controllers: [MailSettingsController, MailController],
  providers: [Smtp, MailOutbox],
  exports: [MailOutbox],
})
export class MailModule {}
