import { Global, Module } from '@nestjs/common';
import { SettingAreas } from './areas/setting-areas.service.js';
import { SettingsController } from './settings.controller.js';
import { SettingsHistory } from './settings-history.js';
import { SettingsService } from './settings.service.js';

@Global()
@Module({
  controllers: [SettingsController],
  providers: [SettingsService, SettingsHistory, SettingAreas],
  exports: [SettingsService, SettingAreas],
})
export class SettingsModule {}
