import { type Answer, type Caller, EVERY_ACTION, type Grant, grants } from '../support/app.js';

export type Rec = Record<string, unknown> & { id: string; version: number };
export interface Page<T = Rec> {
  data: T[];
  nextCursor: string | null;
  total?: number;
}
export interface Fault {
  path: string;
  code: string;
  message: string;
}
export interface ProblemBody {
  code: string;
  status: number;
  title: string;
  detail: string;
  errors?: Fault[];
  current?: Rec;
}

/** Grants of a salesperson: own work, shared lists to read. */
export function salesGrants(scope = 'own'): Grant[] {
  return [
    ...grants(
      ['account', 'contact', 'lead', 'opportunity', 'opportunityLine', 'activity', 'target'],
      EVERY_ACTION,
      scope,
    ),
    ...grants(
      ['product', 'pipeline', 'stage', 'lossReason', 'user', 'assignmentRule', 'team', 'orgUnit'],
      ['view'],
      'all',
    ),
  ];
}

/** The body of an answer that must have this status; the answer is shown when it has another. */
export function body<T = Rec>(answer: Answer<unknown>, status: number): T {
  if (answer.status !== status)
    throw new Error(`wanted ${status}, got ${answer.status}: ${JSON.stringify(answer.body)}`);
  return answer.body as T;
}

export interface PipelineWithStages extends Rec {
  stages: (Rec & { name: string; position: number })[];
}

/** The pipeline that a new installation has. */
export async function defaultPipeline(caller: Caller): Promise<PipelineWithStages> {
  const page = body<Page<PipelineWithStages>>(await caller.get('/pipelines'), 200);
  return page.data[0] as PipelineWithStages;
}

export async function newOpportunity(caller: Caller, values: Record<string, unknown> = {}): Promise<Rec> {
  return body(await caller.post('/opportunities', { name: 'فروش دستگاه', ...values }), 201);
}

export async function newAccount(caller: Caller, values: Record<string, unknown> = {}): Promise<Rec> {
  return body(
    await caller.post('/accounts', { kind: 'company', name: 'شرکت آرمان', relation: 'customer', ...values }),
    201,
  );
}

export const rial = (amount: number | string) => ({ amount: String(amount), currency: 'IRR' });

/** The amount of a money value of an answer. */
export function amountOf(value: unknown): string | undefined {
  return (value as { amount: string } | null)?.amount;
}

/** Takes back the last thing that was done to a record, by the log of changes. */
export async function undoLast(
  caller: Caller,
  resource: string,
  id: string,
): Promise<{ undone: number; skipped: unknown[] }> {
  const history = body<Page<{ operationId: string }>>(await caller.get(`/${resource}/${id}/history`), 200);
  return body(await caller.post(`/changes/${history.data[0]?.operationId}/undo`), 200);
}
