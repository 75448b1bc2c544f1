import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleInit,
} from '@nestjs/common';
import { DataDoor } from '../database/data-door.js';
import type { DatabaseUrls } from '../database/connections.js';
import { DATABASE_URLS } from '../database/database.module.js';
import { DatabaseListener } from '../database/listener.js';
import type { UnitOfWork } from '../database/unit-of-work.js';
import { isMergeable } from '../merging/link-places.js';
import type { FieldTypeName } from '../records/field-definition.js';
import type { RecordChange, RecordRules, RecordValues } from '../records/record-rules.js';
import { recordTypes } from '../records/record-type.js';
import type { KeyRule } from './duplicate-keys.js';
import { DuplicateRule } from './duplicate-rule.js';

const CHANNEL = 'peyvand_duplicates';
const COMPARED: ReadonlySet<FieldTypeName> = new Set([
  'text',
  'phone',
  'email',
  'url',
  'nationalId',
  'legalId',
  'postalCode',
  'integer',
]);

/** The rules of duplicates in force, in every process; and what the rules themselves keep to. */
@Injectable()
export class DuplicateRules implements RecordRules, OnModuleInit, OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger('DuplicateRules');
  private readonly listener: DatabaseListener;
  private byType: ReadonlyMap<string, readonly KeyRule[]> = new Map();

  constructor(
    private readonly door: DataDoor,
    @Inject(DATABASE_URLS) urls: DatabaseUrls,
  ) {
    const heard = () => void this.refresh().catch((error: unknown) => this.log.warn(String(error)));
    this.listener = new DatabaseListener(urls.appUrl, CHANNEL, heard, heard);
  }

  async onModuleInit(): Promise<void> {
    recordTypes.of(DuplicateRule).rules = this;
    await this.refresh();
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.listener.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.listener.stop();
  }

  /** Rules of a type whose field exists, the weightiest first. */
  of(recordType: string): KeyRule[] {
    const fields = recordTypes.find(recordType)?.fields;
    return (this.byType.get(recordType) ?? []).filter(({ field }) => fields?.has(field));
  }

  async beforeSave({ id, after, fault, uow }: RecordChange): Promise<void> {
    const type = recordTypes.find(String(after.recordType));
    if (!type || !isMergeable(type)) return fault('recordType', 'duplicateRule.type');
    const field = type.fields.get(String(after.field));
    if (!field || field.secret || field.virtual || field.writeOnly || !COMPARED.has(field.type))
      return fault('field', 'duplicateRule.field');
    if (after.action === 'refuse' && after.match !== 'exact') fault('action', 'duplicateRule.refuseEqual');
    await uow.query(`select pg_advisory_xact_lock(hashtext('duplicate rules'))`);
    const same = await uow.one(
      'select 1 from duplicate_rules where record_type = $1 and field = $2 and id <> $3 and deleted_at is null',
      [after.recordType, after.field, id],
    );
    if (same) fault('field', 'duplicateRule.twice');
  }

  afterSave({ uow }: RecordChange): Promise<void> {
    return this.tell(uow);
  }

  afterRemove(_record: Readonly<RecordValues>, uow: UnitOfWork): Promise<void> {
    return this.tell(uow);
  }

  afterRestore(_record: Readonly<RecordValues>, uow: UnitOfWork): Promise<void> {
    return this.tell(uow);
  }

  private async tell(uow: UnitOfWork): Promise<void> {
    await uow.query('select pg_notify($1, $2)', [CHANNEL, '']);
    uow.afterCommit(() => this.refresh());
  }

  private async refresh(): Promise<void> {
    const rows = await this.door.asSystem('rules of duplicates', (uow) =>
      uow.query<KeyRule & { recordType: string }>(
        `select record_type as "recordType", field, match, weight, action from duplicate_rules
         where active and deleted_at is null order by weight desc, id`,
      ),
    );
    this.byType = Map.groupBy(rows, ({ recordType }) => recordType);
    for (const type of recordTypes.all()) {
      const refused = (this.byType.get(type.name) ?? []).filter(({ action }) => action === 'refuse');
      Object.assign(type, { refusesTwice: new Set(refused.map(({ field }) => field)) });
    }
  }
}
