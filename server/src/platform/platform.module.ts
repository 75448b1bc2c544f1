import { type DynamicModule, Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_INTERCEPTOR } from '@nestjs/core';
import { AuditModule } from './audit/audit.module.js';
import { BulkModule } from './bulk/bulk.module.js';
import { CalendarModule } from './calendar/calendar.module.js';
import { ChangesModule } from './changes/changes.module.js';
import { MailModule } from './channels/mail/mail.module.js';
import type { Config } from './config/config.js';
import { CONFIG } from './config/config.token.js';
import type { DatabaseUrls } from './database/connections.js';
import { CustomisationModule } from './customisation/customisation.module.js';
import { DatabaseModule } from './database/database.module.js';
import { Idempotency } from './http/idempotency.js';
import { IdempotencyInterceptor } from './http/idempotency.interceptor.js';
import { ProblemFilter } from './http/problem.filter.js';
import { AccessModule } from './access/access.module.js';
import { FilesModule } from './files/files.module.js';
import { HealthModule } from './health/health.module.js';
import { ExportsModule } from './exports/exports.module.js';
import { HandoverModule } from './identity/handover/handover.module.js';
import { IdentityModule } from './identity/identity.module.js';
import { ImportsModule } from './imports/imports.module.js';
import { JobsModule } from './jobs/jobs.module.js';
import { LoggingModule } from './logging/logging.module.js';
import { NotificationsModule } from './notifications/notifications.module.js';
import { DuplicatesModule } from './duplicates/duplicates.module.js';
import { MergingModule } from './merging/merging.module.js';
import { OutboundModule } from './outbound/outbound.module.js';
import { OperationsModule } from './operations/operations.module.js';
import { recordTypes } from './records/record-type.js';
import { RecordsModule } from './records/records.module.js';
import { SavedViewsModule } from './records/saved-views/saved-views.module.js';
import { SharingModule } from './sharing/sharing.module.js';
import { SummaryModule } from './records/summary/summary.module.js';
import { SecretsModule } from './secrets/secrets.module.js';
import { SettingsModule } from './settings/settings.module.js';
import { SetupModule } from './setup/setup.module.js';
import { WebhooksModule } from './webhooks/webhooks.module.js';

export { CONFIG };

/** What every module stands on: settings, data door, records, problem documents. */
@Global()
@Module({})
export class PlatformModule {
  static for(config: Config, urls: DatabaseUrls): DynamicModule {
    return {
      module: PlatformModule,
      imports: [
        DatabaseModule.forUrls(urls),
        LoggingModule,
        HealthModule,
        RecordsModule,
        JobsModule,
        NotificationsModule,
        AuditModule,
        ChangesModule,
        OperationsModule,
        FilesModule,
        AccessModule,
        SecretsModule,
        CalendarModule,
        SettingsModule,
        OutboundModule,
        MailModule,
        IdentityModule,
        HandoverModule,
        SavedViewsModule,
        SharingModule,
        CustomisationModule,
        DuplicatesModule,
        SetupModule,
        ImportsModule,
        WebhooksModule,
        ExportsModule.for(recordTypes.all()),
        SummaryModule.for(recordTypes.all()),
        BulkModule.for(recordTypes.all()),
        MergingModule.for(recordTypes.all()),
      ],
      providers: [
        { provide: CONFIG, useValue: config },
        Idempotency,
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
      ],
      exports: [CONFIG, Idempotency],
    };
  }
}
