import { ifReadable } from '../../platform/records/readable.js';
import { Injectable } from '@nestjs/common';
import type { FileSection, FileSubject } from '../../core/file/file-contributions.js';
import type { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { rial, type RialValue } from './rial.js';

interface Listed {
  readonly id: string;
  readonly name: string | null;
  readonly status: string;
  readonly stageName: string | null;
  readonly amount: RialValue | null;
  readonly expectedCloseOn: string | null;
  readonly closedOn: string | null;
  readonly ownerId: string | null;
}

/** What sales knows of a customer: what is open, what was won, and the latest opportunities. */
export interface SalesSection {
  readonly open: { readonly count: number; readonly amount: RialValue | null; readonly weighted: RialValue | null };
  readonly won: { readonly count: number; readonly amount: RialValue | null };
  readonly lost: { readonly count: number };
  /** Open ones first, then by age, at most twenty. */
  readonly opportunities: readonly Listed[];
}

interface Totals {
  readonly open: number;
  readonly openAmount: string;
  readonly openWeighted: string;
  readonly won: number;
  readonly wonAmount: string;
  readonly lost: number;
}

const COLUMN = { account: 'account_id', contact: 'contact_id' } as const;
const SHOWN = 20;

/** The part of the 360 degree file that sales gives (R2, R23). */
@Injectable()
export class SalesFileSection implements FileSection {
  readonly name = 'sales';

  async read(uow: UnitOfWork, subject: FileSubject): Promise<SalesSection | undefined> {
    const { principal } = uow;
    const readable = (field: string) => principal.mayRead('opportunity', field);
    // Without the link nobody can tell whose they are, and without the state there is nothing to count.
    if (!principal.may('opportunity', 'view') || !readable(`${subject.type}Id`) || !readable('status'))
      return undefined;
    const column = COLUMN[subject.type];
    const money = readable('amount');
    const stage = readable('stageId') && principal.mayRead('stage', 'name');
    const name = (field: string, sql: string) => ifReadable(principal, 'opportunity', field, sql);
    const [totals] = await uow.queryKept<Totals>(
      `select count(*) filter (where t.status = 'open')::int as open, count(*) filter (where t.status = 'won')::int as won,
         count(*) filter (where t.status = 'lost')::int as lost,
         coalesce(sum(t.amount) filter (where t.status = 'open'), 0)::text as "openAmount",
         coalesce(sum(t.weighted_amount) filter (where t.status = 'open'), 0)::text as "openWeighted",
         coalesce(sum(t.amount) filter (where t.status = 'won'), 0)::text as "wonAmount"
       from opportunities t where t.${column} = $1 and t.deleted_at is null`,
      [subject.id],
    );
    const rows = await uow.queryKept<Omit<Listed, 'amount'> & { amount: string | null }>(
      `select t.id, ${name('name', 't.name')} as name, t.status, ${stage ? 's.name' : 'null'} as "stageName", ${money ? 't.amount' : 'null'} as amount,
         ${name('expectedCloseOn', 't.expected_close_on')} as "expectedCloseOn", ${name('closedOn', 't.closed_on')} as "closedOn",
         ${name('ownerId', 't.owner_id')} as "ownerId"
       from opportunities t left join stages s on s.id = t.stage_id
       where t.${column} = $1 and t.deleted_at is null order by (t.status = 'open') desc, t.id desc limit ${SHOWN}`,
      [subject.id],
    );
    const sum = (value: string | undefined) => (money ? rial(value ?? '0') : null);
    return {
      open: {
        count: totals?.open ?? 0,
        amount: sum(totals?.openAmount),
        weighted: readable('weightedAmount') ? sum(totals?.openWeighted) : null,
      },
      won: { count: totals?.won ?? 0, amount: sum(totals?.wonAmount) },
      lost: { count: totals?.lost ?? 0 },
      opportunities: rows.map((row) => ({ ...row, amount: rial(row.amount) })),
    };
  }
}
