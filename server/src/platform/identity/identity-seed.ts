import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.token.js';
import { DataDoor } from '../database/data-door.js';
import type { UnitOfWork } from '../database/unit-of-work.js';
import { newId } from '../records/new-id.js';
import { recordTypes } from '../records/record-type.js';
import { RecordWriter } from '../records/record-writer.js';
import { generatePassword } from './passwords/generate-password.js';
import { hashPassword } from './passwords/password-hash.js';
import { READY_ROLES } from './roles/ready-roles.js';

const ADMINISTRATOR = 'admin';

/** The first administrator that was made; the password only when it was generated, to be printed once. */
export interface FirstAdministrator {
  readonly username: string;
  readonly generatedPassword: string | undefined;
}

/** Makes what an empty database needs so that somebody can sign in. */
@Injectable()
export class IdentitySeed {
  constructor(
    private readonly door: DataDoor,
    private readonly writer: RecordWriter,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Root unit, ready roles and `admin`, unless there are users already; then undefined. Two processes at once make one. */
  ensureFirstAdministrator(): Promise<FirstAdministrator | undefined> {
    const { adminPassword } = this.config;
    return this.door.asSystem('first run', async (uow) => {
      await uow.query(`select pg_advisory_xact_lock(hashtext('identity_seed'))`);
      if (await uow.one('select 1 from users limit 1')) return undefined;
      const unit = await this.make(uow, 'orgUnit', { name: 'دفتر مرکزی' });
      const roles = await this.makeRoles(uow);
      const generated = adminPassword === undefined ? generatePassword() : undefined;
      const user = await this.make(uow, 'user', {
        username: ADMINISTRATOR,
        fullName: 'مدیر سامانه',
        orgUnitId: unit,
        roleIds: [roles.get('administrator')],
      });
      await uow.execute('insert into user_secrets (user_id, password_hash) values ($1, $2)', [
        user,
        // What the operator sets is taken as it is; the policy holds for everybody after.
        await hashPassword(adminPassword ?? (generated as string)),
      ]);
      return { username: ADMINISTRATOR, generatedPassword: generated };
    });
  }

  private async makeRoles(uow: UnitOfWork): Promise<Map<string, string>> {
    const ids = new Map<string, string>();
    for (const { builtin, name, description, grants } of READY_ROLES)
      ids.set(builtin, await this.make(uow, 'role', { name, description, grants }, { builtin }));
    return ids;
  }

  private async make(
    uow: UnitOfWork,
    type: string,
    body: Record<string, unknown>,
    set: Record<string, unknown> = {},
  ): Promise<string> {
    const record = await this.writer.create(uow, recordTypes.get(type), body, { id: newId(), set });
    return record.id;
  }
}
