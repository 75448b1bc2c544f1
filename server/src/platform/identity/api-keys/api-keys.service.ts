import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { hashApiKey } from '../../access/authenticator.js';
import { clock } from '../../context/clock.js';
import { DataDoor } from '../../database/data-door.js';
import type { UnitOfWork } from '../../database/unit-of-work.js';
import { Problem } from '../../errors/problem.js';
import { normalizeStore } from '../../persian/index.js';
import { isUuid, parseInstant } from '../../records/field-types.js';
import { newId } from '../../records/new-id.js';
import { mustOutrank } from '../rights-change.js';
import type { ApiKeyBody, ApiKeyView, NewApiKeyView } from './api-keys.dto.js';

const COLUMNS = `id, name, user_id as "userId", prefix, created_at as "createdAt", expires_at as "expiresAt",
  last_used_at as "lastUsedAt", revoked_at as "revokedAt"`;

/** Keys of machines. A key acts as an integration user and may what that user's roles say. */
@Injectable()
export class ApiKeysService {
  constructor(private readonly door: DataDoor) {}

  list(): Promise<ApiKeyView[]> {
    return this.door.read((uow) =>
      uow.elevated('api keys', () =>
        uow.query<ApiKeyView>(`select ${COLUMNS} from api_keys order by created_at desc, id desc limit 500`),
      ),
    );
  }

  /** @throws Problem 403 for a user who may more than the caller, 422 for one who is no living integration */
  create(body: ApiKeyBody): Promise<NewApiKeyView> {
    const prefix = randomBytes(6).toString('hex');
    const key = `pk_${prefix}_${randomBytes(32).toString('base64url')}`;
    const expiresAt = body.expiresAt === undefined ? null : parseInstant(body.expiresAt);
    if (expiresAt !== null && new Date(expiresAt) <= clock.now())
      throw Problem.rule('record.rule', [{ path: 'expiresAt', code: 'apiKey.expired' }]);
    return this.door.write(async (uow) => {
      await this.mustBeIntegration(uow, body.userId);
      const row = await uow.elevated('api keys', () =>
        uow.one<ApiKeyView>(
          `insert into api_keys (id, user_id, name, prefix, hash, created_at, created_by, expires_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8) returning ${COLUMNS}`,
          [
            newId(),
            body.userId,
            normalizeStore(body.name),
            prefix,
            hashApiKey(key),
            clock.now(),
            uow.principal.userId,
            expiresAt,
          ],
        ),
      );
      return { ...(row as ApiKeyView), key };
    });
  }

  /** Acts on the next request of the key. @throws Problem 404 */
  async revoke(id: string): Promise<void> {
    if (!isUuid(id)) throw Problem.notFound();
    const ended = await this.door.write((uow) =>
      uow.elevated('api keys', () =>
        uow.execute('update api_keys set revoked_at = $2 where id = $1 and revoked_at is null', [id, clock.now()]),
      ),
    );
    if (ended === 0) throw Problem.notFound();
  }

  private async mustBeIntegration(uow: UnitOfWork, userId: string): Promise<void> {
    const user = await uow.one<{ kind: string; active: boolean; roleIds: string[] }>(
      'select kind, active, role_ids as "roleIds" from users where id = $1 and deleted_at is null',
      [userId],
    );
    if (!user) throw Problem.rule('record.rule', [{ path: 'userId', code: 'link.notFound' }]);
    if (user.kind !== 'integration' || !user.active)
      throw Problem.rule('record.rule', [{ path: 'userId', code: 'apiKey.notIntegration' }]);
    await mustOutrank(uow, userId, user.roleIds);
  }
}
