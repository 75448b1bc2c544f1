import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { clock } from '../../../platform/context/clock.js';
import { DataDoor } from '../../../platform/database/data-door.js';
import type { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { Problem } from '../../../platform/errors/problem.js';
import { schemaFaults } from '../../../platform/errors/schema-faults.js';
import { DEFAULT_SCORING, leadScore, type ScoredLead, type ScoringRules } from './lead-score.js';

const KEY = 'lead.scoring';
const points = z.int().min(-100).max(100);
const rulesSchema = z.strictObject({
  hasMobile: points,
  hasPhone: points,
  hasEmail: points,
  hasCompany: points,
  hasJobTitle: points,
  hasProductInterest: points,
  hasCity: points,
  sources: z.record(z.string().max(40), points),
  amountBands: z.array(z.strictObject({ from: z.string().regex(/^\d{1,18}$/), points })).max(20),
  recentActivity: points,
  recentDays: z.int().min(1).max(365),
});

/** The rules in force, and their version: it grows with each change. */
export interface VersionedRules {
  readonly rules: ScoringRules;
  readonly version: number;
}

/** The company's rules of scoring, and scores by them. */
@Injectable()
export class LeadScoring {
  /** Rules that a transaction has read: an import scores thousands by the same. */
  private readonly known = new WeakMap<UnitOfWork, Promise<ScoringRules>>();

  constructor(private readonly door: DataDoor) {}

  /** The rules in force; what was never set has its default. */
  rules(): Promise<VersionedRules> {
    return this.door.read((uow) => this.current(uow));
  }

  /**
   * Sets some or all of the rules and scores the leads that are not closed anew.
   * @throws Problem 400 `body.invalid`, 403, 412
   */
  change(body: unknown, ifMatch?: number): Promise<VersionedRules> {
    const parsed = rulesSchema.partial().strict().safeParse(body);
    if (!parsed.success) throw Problem.invalid('body.invalid', schemaFaults(parsed.error));
    return this.door.write(async (uow) => {
      // Each change is made of the one before it, so they take turns.
      await uow.query(`select pg_advisory_xact_lock(hashtext('settings'))`);
      const before = await this.current(uow);
      if (ifMatch !== undefined && ifMatch !== before.version)
        throw Problem.stale({ ...before.rules, version: before.version });
      const rules: ScoringRules = { ...before.rules, ...parsed.data };
      await uow.execute(
        `insert into settings as s (key, value, updated_at, updated_by) values ($1, $2, $3, $4)
         on conflict (key) do update set value = excluded.value, version = s.version + 1,
           updated_at = excluded.updated_at, updated_by = excluded.updated_by`,
        [KEY, JSON.stringify(rules), clock.now(), uow.principal.userId],
      );
      await uow.elevated('lead scoring', () => this.rescore(uow, rules));
      return this.current(uow);
    });
  }

  /** Score and reasons as the columns hold them. */
  async score(uow: UnitOfWork, lead: ScoredLead): Promise<{ score: number; scoreReasons: string }> {
    const rules = this.known.get(uow) ?? this.current(uow).then((known) => known.rules);
    this.known.set(uow, rules);
    const { score, reasons } = leadScore(lead, await rules, clock.now());
    return { score, scoreReasons: JSON.stringify(reasons) };
  }

  /** Leads whose score is stale, a thousand at a time. */
  private async rescore(uow: UnitOfWork, rules: ScoringRules): Promise<void> {
    for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
      const leads = await uow.query<ScoredLead & { id: string; score: number }>(
        `select id, score, mobile, phone, email, company_name as "companyName", job_title as "jobTitle",
           product_interest as "productInterest", city, source, estimated_amount as "estimatedAmount",
           last_activity_at as "lastActivityAt"
         from leads where id > $1 and status in ('new', 'working', 'qualified') and deleted_at is null order by id limit 1000`,
        [after],
      );
      const last = leads.at(-1);
      if (!last) return;
      after = last.id;
      const scored = leads.map((lead) => ({ id: lead.id, ...leadScore(lead, rules, clock.now()) }));
      await uow.execute(
        `update leads l set score = n.score, score_reasons = n.reasons
         from unnest($1::uuid[], $2::int[], $3::jsonb[]) as n (id, score, reasons)
         where l.id = n.id and (l.score, l.score_reasons) is distinct from (n.score, n.reasons)`,
        [
          scored.map(({ id }) => id),
          scored.map(({ score }) => score),
          scored.map(({ reasons }) => JSON.stringify(reasons)),
        ],
      );
    }
  }

  private async current(uow: UnitOfWork): Promise<VersionedRules> {
    const row = await uow.one<{ value: Partial<ScoringRules>; version: number }>(
      'select value, version from settings where key = $1',
      [KEY],
    );
    return { rules: { ...DEFAULT_SCORING, ...row?.value }, version: row?.version ?? 0 };
  }
}
