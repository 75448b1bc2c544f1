import { type DynamicModule, Module } from '@nestjs/common';
import { CoreModule } from './core/core.module.js';
import type { Config } from './platform/config/config.js';
import type { DatabaseUrls } from './platform/database/connections.js';
import { PlatformModule } from './platform/platform.module.js';

/** The whole product: platform, core and the business modules. */
@Module({})
export class AppModule {
  static for(config: Config, urls: DatabaseUrls): DynamicModule {
    return { module: AppModule, imports: [PlatformModule.for(config, urls), CoreModule] };
  }
}
