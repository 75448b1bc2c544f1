import { Injectable } from '@nestjs/common';
import { DataDoor } from '../../database/data-door.js';
import type { UnitOfWork } from '../../database/unit-of-work.js';
import { JobQueue } from '../../jobs/job-queue.js';
import { selected } from '../../records/about.js';
import type { FieldDefinition } from '../../records/field-definition.js';
import type { RecordChange, RecordValues } from '../../records/record-rules.js';
import { recordTypes, type RecordType } from '../../records/record-type.js';
import { type CalculatedField, calculate } from './calculation.js';

const JOB = 'customisation.recalculate';
const MAX_SECONDS = 3 * 3600;
const BATCH = 500;
const WHY = 'recalculation of fields';
const FIRST = '00000000-0000-0000-0000-000000000000';

interface Task {
  readonly recordType: string;
  /** Link whose record has changed; all records of the type without one. */
  readonly link?: string;
  readonly id?: string;
}

/** Brings stored values of calculated fields up to a changed formula, or to a changed record that they read from. */
@Injectable()
export class Recalculation {
  private prepare: () => Promise<void> = () => Promise.resolve();
  private calculated: ReadonlyMap<string, readonly CalculatedField[]> = new Map();

  constructor(
    private readonly door: DataDoor,
    private readonly jobs: JobQueue,
  ) {
    jobs.handle<Task>(JOB, { timeoutSeconds: MAX_SECONDS }, (task, { signal }) => this.run(task, signal));
  }

  /** What brings the definitions of this process up to date: a job may be quicker than the notice of the change it follows. */
  preparedBy(prepare: () => Promise<void>): void {
    this.prepare = prepare;
  }

  /** Takes over the calculated fields of all types. */
  know(calculated: ReadonlyMap<string, readonly CalculatedField[]>): void {
    this.calculated = calculated;
  }

  /** Label of a calculated field that reads the field, of the type itself or along a link; undefined when none does. */
  readerOf(recordType: string, name: string): string | undefined {
    for (const fields of this.calculated.values())
      for (const { field, formula } of fields)
        if (
          formula.sources.some(
            (source) =>
              (source.owner.name === recordType && source.field.name === name) ||
              (source.link?.name === name && this.calculated.get(recordType) === fields),
          )
        )
          return field.fa;
    return undefined;
  }

  /** All records of the type, in the background: its formula is another one. */
  async all(uow: UnitOfWork, recordType: string): Promise<void> {
    await this.jobs.enqueue(uow, JOB, { recordType }, { singletonKey: recordType });
  }

  /** The records that read from a changed one along a link. */
  async follow(type: RecordType, { uow, id, before }: RecordChange, changed: ReadonlySet<string>): Promise<void> {
    if (!before) return;
    for (const [recordType, fields] of this.calculated) {
      const links = new Set(
        fields
          .flatMap(({ formula }) => formula.sources)
          .filter(({ link, owner, field }) => link && owner.name === type.name && changed.has(field.name))
          .map(({ link }) => (link as FieldDefinition).name),
      );
      for (const link of links)
        await this.jobs.enqueue(uow, JOB, { recordType, link, id }, { singletonKey: `${recordType}/${link}/${id}` });
    }
  }

  private async run({ recordType, link, id }: Task, signal: AbortSignal): Promise<void> {
    await this.prepare();
    let after: string | undefined = FIRST;
    while (after !== undefined) {
      signal.throwIfAborted();
      const from: string = after;
      after = await this.door.asSystem(WHY, (uow) => this.batch(uow, recordType, from, link, id));
    }
  }

  /** Calculates some records anew; gives the last of them, or undefined at the end. */
  private async batch(
    uow: UnitOfWork,
    recordType: string,
    after: string,
    link: string | undefined,
    id: string | undefined,
  ): Promise<string | undefined> {
    const type = recordTypes.find(recordType);
    const fields = this.calculated.get(recordType) ?? [];
    const through = link === undefined ? undefined : type?.fields.get(link);
    if (!type || fields.length === 0 || (link !== undefined && !through)) return undefined;
    const columns = [...type.fields.values()].filter((field) => !field.writeOnly).map((field) => selected(field, 't'));
    const rows = await uow.query<RecordValues>(
      `select ${columns.join(', ')} from ${type.table} t where t.id > $1${through ? ` and t.${through.column} = $2` : ''}
       order by t.id limit ${BATCH} for update`,
      through ? [after, id] : [after],
    );
    for (const row of rows) await this.store(uow, type, fields, row);
    return rows.length === BATCH ? String(rows.at(-1)?.id) : undefined;
  }

  private async store(
    uow: UnitOfWork,
    type: RecordType,
    fields: readonly CalculatedField[],
    row: RecordValues,
  ): Promise<void> {
    const values = { ...row };
    await calculate(uow, fields, values);
    const changed = fields.filter(({ field }) => !isSame(row[field.name], values[field.name]));
    if (changed.length === 0) return;
    await uow.execute(
      `update ${type.table} set ${changed.map(({ field }, i) => `${field.column} = $${i + 2}`).join(', ')} where id = $1`,
      [row.id, ...changed.map(({ field }) => values[field.name])],
    );
  }
}

function isSame(a: unknown, b: unknown): boolean {
  if ((a ?? null) === (b ?? null)) return true;
  return a !== null && b !== null && typeof a !== 'boolean' && String(a) !== '' && Number(a) === Number(b);
}
