import { Global, Module } from '@nestjs/common';
import { SettingsController } from './settings.controller.js';
import { SettingsHistory } from './settings-history.js';
import { SettingsService } from './settings.service.js';

@Global()
@Module({
  controllers: [SettingsController],
  providers: [SettingsService, SettingsHistory],
  exports: [SettingsService],
})
export class SettingsModule {}
