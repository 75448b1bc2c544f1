import type { UnitOfWork } from '../../database/unit-of-work.js';
import { Problem } from '../../errors/problem.js';
import type { HandoverRequest, HandoverRule } from './handover-request.js';

/** How often each group of receivers has been given something; kept, so that turns go on after a break. */
export type Turns = Record<string, number>;

interface Person {
  readonly id: string;
  readonly orgUnitId: string | null;
  readonly teamIds: readonly string[];
}

/** Who is given work by the rules of a handover. */
export class Receivers {
  private constructor(private readonly people: readonly Person[]) {}

  /** The active people whom the caller sees, without the one who leaves. @throws Problem 422 for a rule that leads to nobody */
  static async of(uow: UnitOfWork, leaverId: string, { rules }: Pick<HandoverRequest, 'rules'>): Promise<Receivers> {
    const people = await uow.query<Person & object>(
      `select u.id, u.org_unit_id as "orgUnitId", u.team_ids as "teamIds" from users u
       where u.active and u.kind = 'person' and u.deleted_at is null and u.id <> $1 order by u.id`,
      [leaverId],
    );
    const receivers = new Receivers(people);
    const faults = rules.flatMap((rule, i) => {
      const code = receivers.faultOf(rule, leaverId);
      return code ? [{ path: `rules[${i}].to`, code }] : [];
    });
    if (faults.length > 0) throw Problem.rule('record.rule', faults);
    return receivers;
  }

  /** Whose turn it is for a record of this branch; undefined when it stays. Moves the turn on. */
  next({ to }: HandoverRule, orgUnitId: string | null, turns: Turns): string | undefined {
    switch (to.kind) {
      case 'keep':
        return undefined;
      case 'user':
        return to.userId;
      case 'team':
        return this.inTurn(this.ofTeam(to.teamId), to.teamId, turns);
      case 'orgUnit':
        return this.inTurn(this.ofUnit(orgUnitId), orgUnitId ?? '', turns) ?? to.otherwiseUserId;
    }
  }

  private faultOf({ to }: HandoverRule, leaverId: string): string | undefined {
    if (to.kind === 'keep') return undefined;
    if (to.kind === 'team') return this.ofTeam(to.teamId).length === 0 ? 'handover.noReceiver' : undefined;
    const id = to.kind === 'user' ? to.userId : to.otherwiseUserId;
    if (id === leaverId) return 'handover.self';
    return this.people.some((person) => person.id === id) ? undefined : 'handover.receiver';
  }

  private inTurn(people: readonly Person[], group: string, turns: Turns): string | undefined {
    if (people.length === 0) return undefined;
    const turn = turns[group] ?? 0;
    turns[group] = turn + 1;
    return people[turn % people.length]?.id;
  }

  private ofTeam(teamId: string): Person[] {
    return this.people.filter(({ teamIds }) => teamIds.includes(teamId));
  }

  private ofUnit(unitId: string | null): Person[] {
    return unitId === null ? [] : this.people.filter(({ orgUnitId }) => orgUnitId === unitId);
  }
}
