import { Injectable } from '@nestjs/common';
import { SETTING_SUBJECTS } from '../../access/grants.js';
import type { UnitOfWork } from '../../database/unit-of-work.js';
import { Problem } from '../../errors/problem.js';
import type { RecordChange, RecordRules, RecordValues } from '../../records/record-rules.js';
import { recordTypes } from '../../records/record-type.js';
import { CompanyRegistry } from '../company-registry.js';
import { mustCustomise } from '../fields/custom-field-rules.js';
import { nameFault } from '../names.js';
import { TakenAddresses } from './taken-addresses.js';

/** Record types that a company may add. */
const MOST_TYPES = 200;
const FIXED = ['name', 'resource', 'visibility'];
const RESOURCE = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** What the definition of a record type must be, and the table that follows it, in one transaction. */
@Injectable()
export class CustomTypeRules implements RecordRules {
  constructor(
    private readonly registry: CompanyRegistry,
    private readonly addresses: TakenAddresses,
  ) {}

  async beforeSave(change: RecordChange): Promise<void> {
    const { uow, before, after, fault } = change;
    mustCustomise(uow);
    if (before) for (const name of FIXED) if (before[name] !== after[name]) fault(name, 'customType.fixed');
    if (!before) {
      this.checkName(change);
      this.checkResource(change);
      await this.checkRoom(change);
    }
    checkBoard(change);
  }

  async afterSave({ uow, before, after }: RecordChange): Promise<void> {
    if (!before)
      await uow.elevated("table of a company's own type", () =>
        uow.query('select custom_table_create($1, $2)', [after.name, after.visibility]),
      );
    this.registry.follow(uow);
  }

  beforeRemove(type: Readonly<RecordValues>, uow: UnitOfWork): void {
    mustCustomise(uow);
    const user = this.registry.linkingTo(String(type.name));
    if (user !== undefined) throw Problem.rule('customType.inUse', [], { name: user });
  }

  afterRemove(_type: Readonly<RecordValues>, uow: UnitOfWork): void {
    this.registry.follow(uow);
  }

  afterRestore(_type: Readonly<RecordValues>, uow: UnitOfWork): void {
    mustCustomise(uow);
    this.registry.follow(uow);
  }

  private checkName({ after, fault }: RecordChange): void {
    const name = String(after.name);
    const wrong = nameFault(name);
    if (wrong) return fault('name', wrong.code, wrong.params);
    const taken = recordTypes.all().some((type) => type.name.toLowerCase() === name.toLowerCase());
    if (taken || SETTING_SUBJECTS.has(name)) fault('name', 'customType.nameTaken');
  }

  private checkResource({ after, fault }: RecordChange): void {
    const resource = String(after.resource);
    if (!RESOURCE.test(resource)) return fault('resource', 'customType.resourceForm');
    if (nameFault(resource.replaceAll('-', ''))?.code === 'customName.reserved' || this.addresses.has(resource))
      fault('resource', 'customType.resourceTaken', { resource });
  }

  private async checkRoom({ uow, after, fault }: RecordChange): Promise<void> {
    await uow.query(`select pg_advisory_xact_lock(hashtext('custom-types'))`);
    const rows = await uow.elevated('names of custom types', () =>
      uow.query<{ name: string; resource: string }>('select lower(name) as name, resource from record_types'),
    );
    if (rows.some(({ name }) => name === String(after.name).toLowerCase())) fault('name', 'customType.nameTaken');
    if (rows.some(({ resource }) => resource === after.resource))
      fault('resource', 'customType.resourceTaken', { resource: after.resource });
    if (rows.length >= MOST_TYPES) fault('name', 'customType.tooMany', { max: MOST_TYPES });
  }
}

/** The columns of a board are the choices of a field that the type has; a new type has none yet. */
function checkBoard({ before, after, fault }: RecordChange): void {
  if (!after.boardField || after.boardField === before?.boardField) return;
  const field = recordTypes.find(String(after.name))?.fields.get(String(after.boardField));
  if (field?.type !== 'choice') fault('boardField', 'customType.boardField');
}
