import { Controller, Global, Module } from '@nestjs/common';
import { SettingAreaRoutes } from '../settings/areas/setting-area-routes.js';
import { Outbound } from './outbound.js';
import { OUTBOUND_SETTINGS } from './outbound-settings.js';

@Controller('settings/outbound')
export class OutboundSettingsController extends SettingAreaRoutes(OUTBOUND_SETTINGS) {}

/** The one way out, and the administrator's list of what inside the network it may reach. */
@Global()
@Module({ controllers: [OutboundSettingsController], providers: [Outbound], exports: [Outbound] })
export class OutboundModule {}
