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
import { customName } from '../records/record-input.js';
import type { RecordValues } from '../records/record-rules.js';
import { recordTypes, type RecordType, type TypeCustomisation } from '../records/record-type.js';
import { CompanyRules } from './company-rules.js';
import { calculatedOf, demandsOf, plainFields, withOrigins } from './definitions.js';
import { CustomField } from './fields/custom-field.js';
import type { CalculatedField } from './formula/calculation.js';
import { Recalculation } from './formula/recalculation.js';
import { toLayout, wordsOf } from './layouts/layout-parts.js';
import { RecordLayout } from './layouts/record-layout.js';
import { CustomType } from './types/custom-type.js';
import { toType } from './types/to-type.js';

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
  private readonly followed = new WeakSet<UnitOfWork>();

  constructor(
    private readonly door: DataDoor,
    private readonly recalculation: Recalculation,
    @Inject(DATABASE_URLS) urls: DatabaseUrls,
  ) {
    recalculation.preparedBy(() => this.refresh());
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

  /** This process knows of a change when the answer to it goes out; the others are told by the database. */
  follow(uow: UnitOfWork): void {
    if (this.followed.has(uow)) return;
    this.followed.add(uow);
    uow.afterCommit(() => this.refresh());
  }

  /** Label of a field of another type that links to the type; undefined when none does. */
  linkingTo(recordType: string): string | undefined {
    for (const [type, definitions] of this.definitions)
      for (const definition of definitions)
        if (type !== recordType && definition.linkTarget === recordType) return String(definition.labelFa);
    return undefined;
  }

  /** Label of a definition that needs the field, so that it can't go; undefined when nothing does. */
  usedBy(recordType: string, short: string): string | undefined {
    const name = customName(short);
    const inCondition = this.definitions
      .get(recordType)
      ?.find(
        (other) =>
          other.name !== short && JSON.stringify([other.visibleWhen, other.validations]).includes(JSON.stringify(name)),
      )?.labelFa as string | undefined;
    return inCondition ?? this.recalculation.readerOf(recordType, name);
  }

  private async load(): Promise<void> {
    do {
      this.again = false;
      const { fields: rows, types, layouts, retired } = await this.door.asSystem(WHY, readDefinitions);
      const byType = new Map<string, RecordValues[]>();
      for (const row of rows) byType.set(String(row.recordType), [...(byType.get(String(row.recordType)) ?? []), row]);
      this.definitions = byType;
      this.takeOver(
        byType,
        types.map(toType),
        Map.groupBy(layouts, (row) => String(row.recordType)),
        retired,
      );
    } while (this.again);
  }

  /** In two steps, between which nobody looks: formulas and conditions are read when all fields of all types are known. */
  private takeOver(
    byType: ReadonlyMap<string, RecordValues[]>,
    types: readonly RecordType[],
    layouts: ReadonlyMap<string, RecordValues[]>,
    retired: ReadonlySet<string>,
  ): void {
    const plain = new Map([...byType].map(([name, definitions]) => [name, { fields: plainFields(definitions) }]));
    recordTypes.customise(plain, types, retired);
    const calculated = new Map<string, readonly CalculatedField[]>();
    for (const type of recordTypes.all()) {
      const own = calculatedOf(type, byType.get(type.name) ?? []);
      if (own.length > 0) calculated.set(type.name, own);
    }
    const read = new Set(
      [...calculated.values()].flat().flatMap(({ formula }) => formula.sources.map((s) => s.owner.name)),
    );
    const whole = new Map<string, TypeCustomisation>();
    for (const type of recordTypes.all()) {
      const definitions = byType.get(type.name) ?? [];
      // A type that nobody has customised, or reads from, has no further rules to pass.
      const drawn = layouts.get(type.name) ?? [];
      if (definitions.length === 0 && drawn.length === 0 && !read.has(type.name)) continue;
      const own = calculated.get(type.name) ?? [];
      const rules = new CompanyRules(type, demandsOf(type, definitions, own), (of, change, changed) =>
        this.recalculation.follow(of, change, changed),
      );
      whole.set(type.name, {
        fields: withOrigins(type, own),
        rules,
        layouts: drawn.map((row) => toLayout(row, type)),
        ...wordsOf(drawn),
      });
    }
    recordTypes.customise(whole, types, retired);
    this.recalculation.know(calculated);
  }
}

interface Definitions {
  readonly types: RecordValues[];
  readonly fields: RecordValues[];
  readonly layouts: RecordValues[];
  /** Names of removed types. */
  readonly retired: ReadonlySet<string>;
}

/** The definitions of one type in force, as the caller's transaction sees them. */
export function fieldDefinitions(uow: UnitOfWork, recordType: string): Promise<RecordValues[]> {
  return uow.elevated(WHY, () =>
    uow.query(
      `select ${columnsOf(CustomField)} from custom_fields t
       where t.record_type = $1 and t.deleted_at is null and t.active order by t.position, t.id`,
      [recordType],
    ),
  );
}

/** The definitions in force, in the order of menus and forms. */
async function readDefinitions(uow: UnitOfWork): Promise<Definitions> {
  const [types, fields, layouts, removed] = [
    await uow.query(
      `select ${columnsOf(CustomType)} from record_types t where t.deleted_at is null order by t.position, t.id`,
    ),
    await uow.query(
      `select ${columnsOf(CustomField)} from custom_fields t
       where t.deleted_at is null and t.active order by t.record_type, t.position, t.id`,
    ),
    await uow.query(
      `select ${columnsOf(RecordLayout)} from record_layouts t where t.deleted_at is null order by t.position, t.id`,
    ),
    await uow.query<{ name: string }>('select name from record_types where deleted_at is not null'),
  ];
  return { types, fields, layouts, retired: new Set(removed.map(({ name }) => name)) };
}

function columnsOf(entity: typeof CustomField | typeof CustomType | typeof RecordLayout): string {
  return [...recordTypes.of(entity).fields.values()].map((field) => `t.${field.column} as "${field.name}"`).join(', ');
}
