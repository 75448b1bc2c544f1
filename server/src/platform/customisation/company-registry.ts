import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
  type OnModuleInit,
} from '@nestjs/common';
import type { DatabaseUrls } from '../database/connections.js';
import { DataDoor } from '../database/data-door.js';
import { DATABASE_URLS } from '../database/database.module.js';
import { DatabaseListener } from '../database/listener.js';
import type { UnitOfWork } from '../database/unit-of-work.js';
import type { RecordValues } from '../records/record-rules.js';
import { recordTypes, type TypeCustomisation } from '../records/record-type.js';
import { definitionsOf } from './definitions.js';
import { CustomField } from './fields/custom-field.js';

/** Channel on which the database tells that definitions have changed (migrations/sql/customisation.sql). */
const CHANNEL = 'peyvand_registry';
const WHY = 'definitions of the company';

/**
 * Makes the registry "the product's and the company's own": reads the definitions when the process starts and whenever one
 * is committed, here or in another process. Nobody waits for it but whoever made the change.
 */
@Injectable()
export class CompanyRegistry implements OnModuleInit, OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger('Registry');
  private readonly listener: DatabaseListener;
  private running: Promise<void> | undefined;
  private again = false;
  private definitions: ReadonlyMap<string, RecordValues[]> = new Map();

  constructor(
    private readonly door: DataDoor,
    @Inject(DATABASE_URLS) urls: DatabaseUrls,
  ) {
    const heard = () => void this.refresh().catch((error: unknown) => this.log.warn(String(error)));
    this.listener = new DatabaseListener(urls.appUrl, CHANNEL, heard, heard);
  }

  async onModuleInit(): Promise<void> {
    await this.refresh();
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.listener.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.listener.stop();
  }

  /** Takes over what is committed now. Calls that come meanwhile share the next look. */
  async refresh(): Promise<void> {
    if (this.running) {
      this.again = true;
      return this.running;
    }
    this.running = this.load();
    try {
      await this.running;
    } finally {
      this.running = undefined;
    }
  }

  /** Name of a definition that needs the field, so that it can't go; undefined when nothing does. */
  usedBy(recordType: string, name: string): string | undefined {
    const needs = JSON.stringify(`custom.${name}`);
    return this.definitions
      .get(recordType)
      ?.find(
        (other) =>
          other.name !== name && JSON.stringify([other.visibleWhen, other.validations, other.formula]).includes(needs),
      )?.labelFa as string | undefined;
  }

  private async load(): Promise<void> {
    do {
      this.again = false;
      const rows = await this.door.asSystem(WHY, (uow) => readFields(uow));
      const byType = new Map<string, RecordValues[]>();
      for (const row of rows) byType.set(String(row.recordType), [...(byType.get(String(row.recordType)) ?? []), row]);
      this.definitions = byType;
      const customisations = new Map<string, TypeCustomisation>();
      for (const [type, definitions] of byType) customisations.set(type, definitionsOf(definitions));
      recordTypes.customise(customisations);
    } while (this.again);
  }
}

/** The definitions in force, in the order of forms. */
function readFields(uow: UnitOfWork): Promise<RecordValues[]> {
  const columns = [...recordTypes.of(CustomField).fields.values()].map(
    (field) => `t.${field.column} as "${field.name}"`,
  );
  return uow.query(
    `select ${columns.join(', ')} from custom_fields t where t.deleted_at is null and t.active order by t.record_type, t.position, t.id`,
  );
}
