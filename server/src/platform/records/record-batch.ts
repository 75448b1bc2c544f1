import { Params, scopePredicate } from '../access/scope-predicate.js';
import { clock } from '../context/clock.js';
import type { UnitOfWork } from '../database/unit-of-work.js';
import { problemOfDatabase } from '../errors/database-problem.js';
import { type Fault, Problem } from '../errors/problem.js';
import { selected } from './about.js';
import { batchRows } from './batch-rows.js';
import type { FieldDefinition } from './field-definition.js';
import { newId } from './new-id.js';
import {
  afterSave,
  beforeSave,
  changedFields,
  fieldsToLink,
  HANDING_OVER,
  NEVER_SET,
  type PendingChange,
  pendingChange,
} from './record-change.js';
import { type ReadInput, readInput } from './record-input.js';
import { linkFaults } from './record-links.js';
import { authorizeHandOver, isForAnother, ownNew } from './record-ownership.js';
import type { RecordValues } from './record-rules.js';
import type { RecordType } from './record-type.js';
import { duplicateFaults } from './record-unique.js';
import type { RecordWriter } from './record-writer.js';

/** One record of a batch: what a caller would send for it, and readonly fields that a use case sets. */
export interface BatchInput {
  /** The record to change; the id of a new one, when the caller made it. */
  readonly id?: string;
  readonly body: RecordValues;
  readonly set?: RecordValues;
  /** Gives what a reader has made of the body already, so that it isn't read again. @throws Problem as `readInput` */
  readonly read?: (mode: 'create' | 'update') => ReadInput;
}

/** What became of one record of a batch. */
export type BatchOutcome =
  | { readonly status: 'created' | 'updated' | 'unchanged'; readonly id: string }
  | { readonly status: 'failed'; readonly problem: Problem };

interface Draft {
  readonly index: number;
  readonly change: PendingChange;
  readonly handing: boolean;
}

/**
 * Writes many records of one type with a handful of statements, under the same rules as one by one: field rights, rules
 * of the type, links, uniqueness, scope, log of changes. A bad record fails alone. Answers in the order of the inputs.
 * @throws Problem 403 when the caller may not create at all, and whatever is no fault of a record
 */
export class RecordBatch {
  private readonly outcomes: (BatchOutcome | undefined)[];

  constructor(
    private readonly uow: UnitOfWork,
    private readonly writer: RecordWriter,
    private readonly type: RecordType,
    private readonly inputs: readonly BatchInput[],
  ) {
    this.outcomes = inputs.map(() => undefined);
  }

  async create(): Promise<BatchOutcome[]> {
    this.uow.principal.authorize(this.type.name, 'create');
    return this.run(
      () => this.createTogether(),
      async (input) => {
        const view = await this.writer.create(this.uow, this.type, input.body, { id: input.id, set: input.set });
        return { status: 'created', id: view.id };
      },
    );
  }

  async update(): Promise<BatchOutcome[]> {
    return this.run(
      () => this.updateTogether(),
      async (input) => {
        const id = input.id as string;
        const before = await this.writer.lock(this.uow, this.type, id, false);
        const view = await this.writer.update(this.uow, this.type, id, input.body, { set: input.set });
        return { status: view.version === before.version ? 'unchanged' : 'updated', id };
      },
    );
  }

  /** All together; when a statement or a rule fails on the whole, one by one, so that only the bad ones fail. */
  private async run(
    together: () => Promise<void>,
    alone: (input: BatchInput) => Promise<BatchOutcome>,
  ): Promise<BatchOutcome[]> {
    try {
      await this.uow.savepoint(together);
    } catch (error) {
      if (!problemOf(error)) throw error;
      this.outcomes.fill(undefined);
    }
    for (const [index, input] of this.inputs.entries()) {
      if (this.outcomes[index]) continue;
      try {
        this.outcomes[index] = await this.uow.savepoint(() => alone(input));
      } catch (error) {
        const problem = problemOf(error);
        if (!problem) throw error;
        this.outcomes[index] = { status: 'failed', problem };
      }
    }
    return this.outcomes as BatchOutcome[];
  }

  private async createTogether(): Promise<void> {
    const { uow, type } = this;
    const drafts: Draft[] = [];
    for (const [index, input] of this.inputs.entries())
      this.attempt(index, () => {
        const { values, given } = this.read(input, 'create');
        const after = { ...values, ...input.set };
        drafts.push({
          index,
          change: pendingChange(uow, 'create', input.id ?? newId(), undefined, after, given),
          handing: false,
        });
      });
    await ownNew(
      uow,
      type,
      drafts.map(({ change }) => change.after),
    );
    const sound = (await this.checked(drafts)).map((draft) => ({
      ...draft,
      handing: isForAnother(uow, type, draft.change.after),
    }));
    const allowed = sound.filter(
      (draft) => !draft.handing || this.attempt(draft.index, () => authorizeHandOver(uow, type, draft.change)),
    );
    const [own, others] = [allowed.filter((draft) => !draft.handing), allowed.filter((draft) => draft.handing)];
    await this.insert(own);
    if (others.length > 0) await uow.elevated('assign', () => this.insert(others));
    await this.finish(allowed, 'created');
  }

  private async updateTogether(): Promise<void> {
    const { uow, type } = this;
    const found = await this.lockAll();
    const drafts: Draft[] = [];
    for (const [index, input] of this.inputs.entries()) {
      const before = found.get(input.id as string);
      // Not there, not reachable or changed meanwhile: alone it gets its exact answer.
      if (!before) continue;
      this.attempt(index, () => {
        const { values, given } = this.read(input, 'update');
        const after = { ...before, ...values, ...input.set };
        drafts.push({
          index,
          change: pendingChange(uow, 'update', input.id as string, before, after, given),
          handing: false,
        });
      });
    }
    const sound = await this.checked(drafts);
    const [kept, handed]: [Draft[], Draft[]] = [[], []];
    const names = new Set<string>();
    const owned = type.visibility === 'owned' && !uow.principal.isSystem;
    for (const draft of sound) {
      const changed = [...changedFields(type, draft.change)].filter((name) => !NEVER_SET.has(name));
      if (changed.length === 0) {
        this.outcomes[draft.index] = { status: 'unchanged', id: draft.change.id };
        continue;
      }
      (owned && changed.some((name) => HANDING_OVER.includes(name)) ? handed : kept).push(draft);
      for (const name of changed) names.add(name);
    }
    const given = await this.assignable(handed);
    await this.store(kept, [...names]);
    if (given.length > 0) await uow.elevated('assign', () => this.store(given, [...names]));
    await this.finish([...kept, ...given], 'updated');
  }

  /** Of records that get another owner or branch, those that the caller may give away; the others are refused. */
  private async assignable(drafts: readonly Draft[]): Promise<Draft[]> {
    const asked = drafts.filter(({ change }) => !change.handsOver);
    if (asked.length === 0) return [...drafts];
    const { uow, type } = this;
    const params = new Params();
    const list = params.add(
      asked.map(({ change }) => change.id),
      '::uuid[]',
    );
    const scope = scopePredicate(type, 'assign', uow.principal, 't', params);
    if (!scope) return [...drafts];
    const rows =
      scope === 'false'
        ? []
        : await uow.query<{ id: string }>(
            `select t.id from ${type.table} t where t.id = any(${list}) and ${scope}`,
            params.values,
          );
    const reached = new Set(rows.map(({ id }) => id));
    const refusal = Problem.forbidden('access.denied', { recordType: type.name, action: 'assign' });
    for (const { index, change } of asked)
      if (!reached.has(change.id)) this.outcomes[index] = { status: 'failed', problem: refusal };
    return drafts.filter(({ change }) => change.handsOver || reached.has(change.id));
  }

  /** Runs the rules on each draft, then links and uniqueness on all; gives those without a fault. */
  private async checked(drafts: readonly Draft[]): Promise<Draft[]> {
    const { uow, type } = this;
    const kept: Draft[] = [];
    for (const draft of drafts) {
      await beforeSave(type, draft.change);
      if (this.faultless(draft, draft.change.faults, 'rule')) kept.push(draft);
    }
    const records = kept.map(({ change }) => ({
      id: change.id,
      values: change.after,
      changed: changedFields(type, change),
    }));
    const links = await linkFaults(
      uow,
      type,
      kept.map(({ change }, i) => ({
        values: change.after,
        changed: fieldsToLink(change, records[i]?.changed ?? new Set()),
      })),
    );
    const linked = kept.filter((draft, i) => this.faultless(draft, links[i] ?? [], 'rule'));
    const unique = await duplicateFaults(
      uow,
      type,
      records.filter((_, i) => links[i]?.length === 0),
    );
    return linked.filter((draft, i) => this.faultless(draft, unique[i] ?? [], 'duplicate'));
  }

  private faultless(draft: Draft, faults: readonly Fault[], kind: 'rule' | 'duplicate'): boolean {
    if (faults.length === 0) return true;
    const problem =
      kind === 'rule' ? Problem.rule('record.rule', faults) : Problem.conflict('record.duplicate', { faults });
    this.outcomes[draft.index] = { status: 'failed', problem };
    return false;
  }

  /** Whether `work` went through; a problem of it is that record's outcome. */
  private attempt(index: number, work: () => void): boolean {
    try {
      work();
      return true;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      this.outcomes[index] = { status: 'failed', problem: error };
      return false;
    }
  }

  private read(input: BatchInput, mode: 'create' | 'update'): ReadInput {
    return input.read?.(mode) ?? readInput(this.type, input.body, this.uow.principal, mode);
  }

  private async insert(drafts: readonly Draft[]): Promise<void> {
    if (drafts.length === 0) return;
    const { uow, type } = this;
    const named = new Set<string>();
    for (const { change } of drafts)
      for (const name in change.after) if (name !== 'id' && change.after[name] !== undefined) named.add(name);
    const { columns, values, from, params } = batchRows(this.fieldsOf(named), changesOf(drafts));
    await uow.query(
      `insert into ${type.table} (id, created_by, updated_by, ${columns.join(', ')})
       select r.id, $3::uuid, $3::uuid, ${values.join(', ')} from ${from}`,
      [...params, uow.principal.userId],
    );
  }

  private async store(drafts: readonly Draft[], names: readonly string[]): Promise<void> {
    if (drafts.length === 0) return;
    const { uow, type } = this;
    const { columns, values, from, params } = batchRows(this.fieldsOf(new Set(names)), changesOf(drafts));
    const stored = await uow.execute(
      `update ${type.table} t set ${columns.map((column, i) => `${column} = ${values[i]}`).join(', ')},
         version = t.version + 1, updated_at = $3, updated_by = $4
       from ${from} where t.id = r.id`,
      [...params, clock.now(), uow.principal.userId],
    );
    if (stored !== drafts.length) throw Problem.forbidden('access.denied', { recordType: type.name, action: 'edit' });
  }

  private fieldsOf(names: ReadonlySet<string>): FieldDefinition[] {
    return [...this.type.fields.values()].filter((field) => names.has(field.name) && !field.writeOnly);
  }

  private async finish(drafts: readonly Draft[], status: 'created' | 'updated'): Promise<void> {
    for (const { change } of drafts) await afterSave(this.type, change);
    for (const { index, change } of drafts) this.outcomes[index] = { status, id: change.id };
  }

  /** The records of the inputs that the caller may edit, as they are, held until the end of the transaction. */
  private async lockAll(): Promise<Map<string, RecordValues>> {
    const { uow, type } = this;
    const ids = this.inputs.map((input) => input.id);
    const twice = new Set(ids.filter((id, i) => ids.indexOf(id) !== i));
    const fields = [...type.fields.values()].filter((field) => !field.writeOnly);
    const params = new Params();
    const list = params.add(
      ids.filter((id) => !twice.has(id)),
      '::uuid[]',
    );
    const scope = scopePredicate(type, 'edit', uow.principal, 't', params);
    if (type.visibility === 'child') uow.principal.authorize(type.name, 'edit');
    const rows = await uow.query(
      `select ${fields.map((field) => selected(field, 't')).join(', ')} from ${type.table} t
       where t.id = any(${list}) and t.deleted_at is null${scope ? ` and ${scope}` : ''} order by t.id for update`,
      params.values,
    );
    return new Map(rows.map((row) => [row.id as string, row]));
  }
}

const changesOf = (drafts: readonly Draft[]) => drafts.map(({ change }) => change);

/** The problem of a record that an error tells of; undefined when it is the server's own. */
function problemOf(error: unknown): Problem | undefined {
  const problem = error instanceof Problem ? error : problemOfDatabase(error);
  return problem && problem.status < 500 ? problem : undefined;
}
