import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { hashApiKey } from '../../access/authenticator.js';
import type { Principal } from '../../access/principal.js';
import { clock } from '../../context/clock.js';
import { DataDoor } from '../../database/data-door.js';
import type { UnitOfWork } from '../../database/unit-of-work.js';
import { Problem } from '../../errors/problem.js';
import { normalizeStore } from '../../persian/index.js';
import { isUuid, parseInstant } from '../../records/field-types.js';
import { newId } from '../../records/new-id.js';
import { mustOutrank, principals } from '../rights-change.js';
import { readNetworks, readScopes } from './key-limits.js';
import type { ApiKeyBody, ApiKeyView, NewApiKeyView, RotateBody } from './api-keys.dto.js';

const COLUMNS = `id, name, user_id as "userId", prefix, created_at as "createdAt", expires_at as "expiresAt",
  last_used_at as "lastUsedAt", revoked_at as "revokedAt", scopes, allowed_ips::text[] as "allowedIps", replaces_id as "replacesId"`;
const HOUR_MS = 60 * 60_000;
const USUAL_OVERLAP_HOURS = 24;

/** What is kept of a new key. */
interface KeyRow {
  readonly userId: string;
  readonly name: string;
  readonly expiresAt: string | null;
  readonly scopes: unknown[] | null;
  readonly allowedIps: readonly string[];
  readonly replacesId: string | null;
}

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
    const expiresAt = readEnd(body.expiresAt);
    const allowedIps = readNetworks(body.allowedIps);
    return this.door.write(async (uow) => {
      const user = await this.mustBeIntegration(uow, body.userId);
      const scopes = readScopes(body.scopes, user);
      return this.insert(uow, {
        ...body,
        name: normalizeStore(body.name),
        expiresAt,
        scopes,
        allowedIps,
        replacesId: null,
      });
    });
  }

  /** A key in the place of another, which ends after the overlap. @throws Problem 403, 404, 422 */
  async rotate(id: string, body: RotateBody): Promise<NewApiKeyView> {
    if (!isUuid(id)) throw Problem.notFound();
    const expiresAt = readEnd(body.expiresAt);
    const now = clock.now();
    const end = new Date(now.getTime() + (body.overlapHours ?? USUAL_OVERLAP_HOURS) * HOUR_MS);
    return this.door.write(async (uow) => {
      const old = await uow.elevated('api keys', () =>
        uow.one<ApiKeyView>(
          `update api_keys set expires_at = least(coalesce(expires_at, $2), $2)
           where id = $1 and revoked_at is null and (expires_at is null or expires_at > $3) returning ${COLUMNS}`,
          [id, end, now],
        ),
      );
      if (!old) throw Problem.notFound();
      await this.mustBeIntegration(uow, old.userId);
      return this.insert(uow, { ...old, expiresAt, replacesId: id });
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

  private async insert(uow: UnitOfWork, row: KeyRow): Promise<NewApiKeyView> {
    const prefix = randomBytes(6).toString('hex');
    const key = `pk_${prefix}_${randomBytes(32).toString('base64url')}`;
    const made = await uow.elevated('api keys', () =>
      uow.one<ApiKeyView>(
        `insert into api_keys (id, user_id, name, prefix, hash, created_at, created_by, expires_at, scopes, allowed_ips, replaces_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::cidr[], $11) returning ${COLUMNS}`,
        [
          newId(),
          row.userId,
          row.name,
          prefix,
          hashApiKey(key),
          clock.now(),
          uow.principal.userId,
          row.expiresAt,
          row.scopes ? JSON.stringify(row.scopes) : null,
          row.allowedIps,
          row.replacesId,
        ],
      ),
    );
    return { ...(made as ApiKeyView), key };
  }

  /** The rights of a living integration user. */
  private async mustBeIntegration(uow: UnitOfWork, userId: string): Promise<Principal> {
    const user = await uow.one<{ kind: string; active: boolean; roleIds: string[] }>(
      'select kind, active, role_ids as "roleIds" from users where id = $1 and deleted_at is null',
      [userId],
    );
    if (!user) throw Problem.rule('record.rule', [{ path: 'userId', code: 'link.notFound' }]);
    if (user.kind !== 'integration' || !user.active)
      throw Problem.rule('record.rule', [{ path: 'userId', code: 'apiKey.notIntegration' }]);
    await mustOutrank(uow, userId, user.roleIds);
    const own = (await principals(uow, [userId])).get(userId);
    if (!own) throw Problem.rule('record.rule', [{ path: 'userId', code: 'apiKey.notIntegration' }]);
    return own;
  }
}

/** @throws Problem 422 for an end that is over */
function readEnd(text: string | undefined): string | null {
  const end = text === undefined ? null : parseInstant(text);
  if (end !== null && new Date(end) <= clock.now())
    throw Problem.rule('record.rule', [{ path: 'expiresAt', code: 'apiKey.expired' }]);
  return end;
}
