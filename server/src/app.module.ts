import { type DynamicModule, Module } from '@nestjs/common';
import { CoreModule } from './core/core.module.js';
import { ProductsModule } from './core/products/products.module.js';
import { SalesModule } from './modules/sales/sales.module.js';
import type { Config } from './platform/config/config.js';
import type { DatabaseUrls } from './platform/database/connections.js';
import { PlatformModule } from './platform/platform.module.js';
import { SampleModule } from './sample/sample.module.js';

/** The whole product: platform, core and the business modules. */
@Module({})
export class AppModule {
  static for(config: Config, urls: DatabaseUrls): DynamicModule {
    return {
      module: AppModule,
      imports: [PlatformModule.for(config, urls), CoreModule, ProductsModule, SalesModule, SampleModule],
    };
  }
}
