import { Injectable } from '@nestjs/common';
import type { UserPrincipal } from '../../access/current-principal.js';
import { SETTING_SUBJECTS, widestScope } from '../../access/grants.js';
import { type Action, ACTIONS, type Scope } from '../../access/principal.js';
import { DataDoor } from '../../database/data-door.js';
import { Problem } from '../../errors/problem.js';
import { recordTypes } from '../../records/record-type.js';
import { SettingsService } from '../../settings/settings.service.js';
import type { SettingValues } from '../../settings/setting-definitions.js';

export interface MeView {
  readonly user: Record<string, unknown>;
  readonly roles: readonly { id: string; name: string; builtin: string | null }[];
  /** Record type to action to the widest scope; what isn't there isn't allowed. */
  readonly permissions: Readonly<Record<string, Partial<Record<Action, Scope>>>>;
  /** Record type to field to level, where a field is limited. */
  readonly fields: Readonly<Record<string, Record<string, string>>>;
  readonly settings: SettingValues;
  /** Who looks as this user, when somebody does. */
  readonly viewedBy: { readonly userId: string; readonly fullName: string } | null;
}

/** What a client needs to know about whoever signed in. */
@Injectable()
export class MeService {
  constructor(
    private readonly door: DataDoor,
    private readonly settings: SettingsService,
  ) {}

  get(principal: UserPrincipal): Promise<MeView> {
    return this.door.read((uow) =>
      // Also who may not look at user records may look at themselves.
      uow.elevated('own account', async () => {
        const user = await uow.one(
          `select u.id, u.version, u.username, u.full_name as "fullName", u.email, u.mobile, u.job_title as "jobTitle", u.kind,
             u.org_unit_id as "orgUnitId", o.name as "orgUnitName", u.role_ids as "roleIds", u.team_ids as "teamIds"
           from users u left join org_units o on o.id = u.org_unit_id where u.id = $1`,
          [principal.userId],
        );
        if (!user) throw Problem.unauthenticated();
        const roles = await uow.query<{ id: string; name: string; builtin: string | null }>(
          'select id, name, builtin from roles where id = any($1::uuid[]) and deleted_at is null order by name',
          [principal.data.roleIds],
        );
        const { values } = await this.settings.current(uow);
        const viewedBy = principal.data.viewedBy ?? null;
        const [permissions, fields] = [permissionsOf(principal), fieldsOf(principal)];
        return { user, roles, permissions, fields, settings: values, viewedBy };
      }),
    );
  }
}

function permissionsOf(principal: UserPrincipal): MeView['permissions'] {
  const subjects = [...recordTypes.all().map((type) => type.name), ...SETTING_SUBJECTS];
  return Object.fromEntries(
    subjects.map((subject) => {
      const scopes = ACTIONS.map((action) => [action, widestScope(principal, subject, action)] as const);
      return [subject, Object.fromEntries(scopes.filter(([, scope]) => scope !== 'none'))];
    }),
  );
}

function fieldsOf(principal: UserPrincipal): MeView['fields'] {
  const limits: Record<string, Record<string, string>> = {};
  for (const [key, level] of principal.data.effectiveLevels) {
    const [recordType, field] = key.split('/') as [string, string];
    limits[recordType] = { ...limits[recordType], [field]: level };
  }
  return limits;
}
