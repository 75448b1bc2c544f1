import { type DynamicModule, Global, Module, type OnApplicationShutdown, Inject } from '@nestjs/common';
import { getDataSourceToken } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import type { DatabaseUrls } from './connections.js';
import { DataDoor } from './data-door.js';
import { createDataSource } from './data-source.js';

export const DATABASE_URLS = Symbol('DATABASE_URLS');
/**
 * The framework's name for the pool, but private to this module: `TypeOrmModule` would hand the pool and an entity
 * manager to everybody, past the door.
 */
const POOL = getDataSourceToken();

/** Gives the data door, and nothing else of the database, to the rest of the product. */
@Global()
@Module({})
export class DatabaseModule implements OnApplicationShutdown {
  constructor(@Inject(POOL) private readonly pool: DataSource) {}

  static forUrls(urls: DatabaseUrls): DynamicModule {
    return {
      module: DatabaseModule,
      providers: [
        { provide: DATABASE_URLS, useValue: urls },
        { provide: POOL, useFactory: () => createDataSource(urls.appUrl).initialize() },
        { provide: DataDoor, useFactory: (source: DataSource) => new DataDoor(source), inject: [POOL] },
      ],
      exports: [DataDoor, DATABASE_URLS],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.pool.isInitialized) await this.pool.destroy();
  }
}
