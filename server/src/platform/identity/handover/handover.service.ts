import { Injectable } from '@nestjs/common';
import { Params } from '../../access/scope-predicate.js';
import { DataDoor } from '../../database/data-door.js';
import type { UnitOfWork } from '../../database/unit-of-work.js';
import { describeProblem } from '../../errors/problem-document.js';
import { Problem } from '../../errors/problem.js';
import { JobQueue } from '../../jobs/job-queue.js';
import type { JobRun } from '../../jobs/job-run.js';
import { NotificationService } from '../../notifications/notification.service.js';
import { OperationList } from '../../operations/operation-list.js';
import type { OperationFault, OperationView } from '../../operations/operation-view.js';
import { type OperationState, Operations } from '../../operations/operations.js';
import type { BatchInput } from '../../records/record-batch.js';
import type { RecordValues } from '../../records/record-rules.js';
import { recordTypes, type RecordType } from '../../records/record-type.js';
import { RecordWriter } from '../../records/record-writer.js';
import { HandoverPreviews, mustSee } from './handover-preview.js';
import type { HandoverRequest, HandoverRule } from './handover-request.js';
import { peopleFields, workOf } from './handover-types.js';
import { Receivers, type Turns } from './receivers.js';

const JOB = 'users.handover';
const BATCH = 500;
const MAX_SECONDS = 6 * 3600;

/** Where a handover is: the rule in hand, the last record that was looked at, whose turn it is, who got how many. */
interface Place {
  readonly rule: number;
  readonly after: string | null;
  readonly turns: Turns;
  readonly given: Readonly<Record<string, number>>;
}

type Picked = { id: string; ownerId: string | null; unit: string | null; movable: boolean } & RecordValues;

const START: Place = { rule: 0, after: null, turns: {}, given: {} };

/**
 * Moves the work of a person to others, as one operation that can be taken back. Batch by batch in the background, each a
 * transaction with its place, under the rights of whoever hands over: a run that is cut off goes on where it was.
 */
@Injectable()
export class HandoverService {
  constructor(
    private readonly door: DataDoor,
    private readonly previews: HandoverPreviews,
    private readonly writer: RecordWriter,
    private readonly operations: Operations,
    private readonly list: OperationList,
    private readonly notifications: NotificationService,
    private readonly jobs: JobQueue,
  ) {
    operations.runBy('handover', JOB);
    jobs.handle<{ userId: string }>(JOB, { timeoutSeconds: MAX_SECONDS }, ({ userId }, run) => this.run(userId, run));
  }

  /** @throws Problem 403, 404, 409 while another handover of the person runs, 422 for rules that lead to nobody */
  async begin(userId: string, request: HandoverRequest): Promise<OperationView> {
    const id = await this.door.write(async (uow) => {
      const { moving } = await this.previews.of(uow, userId, request);
      if (moving === 0 && !request.disable) throw Problem.rule('handover.nothing');
      // Refused now, and not when everything has moved.
      if (request.disable) await this.writer.mustReach(uow, recordTypes.get('user'), userId, 'edit');
      await this.mustBeAlone(uow, userId);
      const job = (await this.jobs.enqueue(uow, JOB, { userId }, { retryLimit: 5 })) as string;
      await this.operations.begin(uow, {
        id: job,
        kind: 'handover',
        about: { type: 'user', id: userId },
        title: request.reason,
        params: request,
        total: moving,
      });
      return job;
    });
    return this.list.get(id);
  }

  private async mustBeAlone(uow: UnitOfWork, userId: string): Promise<void> {
    const running = await uow.elevated('another handover of the user', async () => {
      await uow.query('select pg_advisory_xact_lock(hashtext($1))', [`handover/${userId}`]);
      return uow.one(
        `select 1 from operations where kind = 'handover' and about_id = $1 and status in ('running', 'undoing')`,
        [userId],
      );
    });
    if (running) throw Problem.conflict('handover.running');
  }

  private async run(userId: string, { id, signal }: JobRun): Promise<void> {
    try {
      for (let more = true; more; ) {
        signal.throwIfAborted();
        more = await this.door.write((uow) => this.step(uow, id, userId));
      }
    } catch (error) {
      if (!(error instanceof Problem) || error.status >= 500) throw error;
      await this.door.write((uow) => this.operations.end(uow, id, 'failed', error.code));
    }
  }

  /** The next batch; false when there is none left and the handover has ended. */
  private async step(uow: UnitOfWork, id: string, userId: string): Promise<boolean> {
    const operation = await this.operations.held(uow, id);
    if (operation?.status !== 'running') return false;
    const request = operation.params as unknown as HandoverRequest;
    const place: Place = { ...START, ...(operation.state as Partial<Place>) };
    const rule = request.rules[place.rule];
    if (!rule) {
      await this.finish(uow, id, userId, operation, request, place);
      return false;
    }
    const next = { ...place, rule: place.rule + 1, after: null };
    if (rule.to.kind === 'keep') {
      await this.operations.step(uow, id, { done: 0, changed: 0, state: next });
      return true;
    }
    await mustSee(uow, userId);
    const receivers = await Receivers.of(uow, userId, request);
    const type = recordTypes.get(rule.recordType);
    const picked = await this.pick(uow, type, userId, rule, place.after);
    const turns = { ...place.turns };
    const { moved, refused } = await this.move(uow, type, userId, picked, (unit) => receivers.next(rule, unit, turns));
    const given = { ...place.given };
    for (const receiver of moved) given[receiver] = (given[receiver] ?? 0) + 1;
    const state: Place =
      picked.length < BATCH ? { ...next, turns, given } : { ...place, after: picked.at(-1)?.id ?? null, turns, given };
    await this.operations.step(uow, id, {
      done: picked.length,
      changed: moved.length,
      unchanged: picked.length - moved.length - refused.length,
      refused: refused.length,
      faults: refused,
      state,
    });
    return true;
  }

  private pick(
    uow: UnitOfWork,
    type: RecordType,
    userId: string,
    { what }: HandoverRule,
    after: string | null,
  ): Promise<Picked[]> {
    const params = new Params();
    const { theirs, open, movable } = workOf(uow, type, userId, params);
    const lists = peopleFields(type).map(({ column, name }) => `, t.${column} as "${name}"`);
    const where = [
      theirs,
      ...(what === 'open' ? [open] : []),
      ...(after ? [`t.id > ${params.add(after, '::uuid')}`] : []),
    ];
    return uow.query<Picked>(
      `select t.id, t.owner_id as "ownerId", t.org_unit_id as unit, ${movable} as movable${lists.join('')}
       from ${type.table} t where ${where.join(' and ')} order by t.id limit ${BATCH}`,
      params.values,
    );
  }

  private async move(
    uow: UnitOfWork,
    type: RecordType,
    userId: string,
    picked: readonly Picked[],
    receiverOf: (unit: string | null) => string | undefined,
  ): Promise<{ moved: string[]; refused: OperationFault[] }> {
    const denied = describeProblem(Problem.forbidden('access.denied', { recordType: type.name, action: 'assign' }));
    const refusal = (recordId: string, problem = denied): OperationFault => ({
      phase: 'run',
      recordType: type.name,
      recordId,
      reason: 'refused',
      problem,
    });
    const refused = picked.filter(({ movable }) => !movable).map(({ id }) => refusal(id));
    const receivers: string[] = [];
    const inputs: BatchInput[] = [];
    for (const record of picked.filter(({ movable }) => movable)) {
      const receiver = receiverOf(record.unit);
      if (!receiver) continue;
      receivers.push(receiver);
      inputs.push({ id: record.id, body: bodyOf(type, record, userId, receiver) });
    }
    const outcomes = inputs.length > 0 ? await this.writer.updateMany(uow, type, inputs) : [];
    const moved: string[] = [];
    for (const [i, outcome] of outcomes.entries())
      if (outcome.status === 'failed') refused.push(refusal(inputs[i]?.id as string, describeProblem(outcome.problem)));
      else moved.push(receivers[i] as string);
    return { moved, refused };
  }

  private async finish(
    uow: UnitOfWork,
    id: string,
    userId: string,
    { changed, refused, total }: OperationState,
    request: HandoverRequest,
    { given }: Place,
  ): Promise<void> {
    let left = refused;
    if (request.disable) {
      const fault = await this.disable(uow, userId);
      if (fault) {
        left += 1;
        await this.operations.step(uow, id, { done: 0, changed: 0, refused: 1, faults: [fault] });
      }
    }
    await this.operations.end(uow, id, 'done');
    const params = { total, changed, refused: left };
    const { userId: me } = uow.principal;
    if (me) await this.notifications.notify(uow, { userIds: [me], kind: 'handoverDone', params, self: true });
    for (const [receiver, count] of Object.entries(given))
      await this.notifications.notify(uow, { userIds: [receiver], kind: 'handedOver', params: { count } });
  }

  /** The account goes last, with the same operation; one that may not be disabled (the last administrator) stays. */
  private async disable(uow: UnitOfWork, userId: string): Promise<OperationFault | undefined> {
    try {
      await uow.savepoint(() => this.writer.update(uow, recordTypes.get('user'), userId, { active: false }));
      return undefined;
    } catch (error) {
      if (!(error instanceof Problem) || error.status >= 500) throw error;
      return { phase: 'run', recordType: 'user', recordId: userId, reason: 'refused', problem: describeProblem(error) };
    }
  }
}

/** The change that puts the receiver in the place of the person who leaves. */
function bodyOf(type: RecordType, record: Picked, userId: string, receiver: string): RecordValues {
  const body: RecordValues = record.ownerId === userId ? { ownerId: receiver } : {};
  for (const { name } of peopleFields(type)) {
    const people = record[name] as readonly string[];
    if (people.includes(userId)) body[name] = [...new Set(people.map((id) => (id === userId ? receiver : id)))];
  }
  return body;
}
