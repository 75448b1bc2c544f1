import { Injectable, Logger } from '@nestjs/common';
import { SignJWT } from 'jose';
import { AccessTokens } from '../../access/access-tokens.js';
import { TokenKeys } from '../../access/token-keys.js';
import { clock } from '../../context/clock.js';
import { DataDoor } from '../../database/data-door.js';
import type { UnitOfWork } from '../../database/unit-of-work.js';
import { Problem } from '../../errors/problem.js';
import { newId } from '../../records/new-id.js';
import { noteSignIn } from '../sign-in/sign-in-log.js';
import { readRefreshToken, refreshToken } from './refresh-token.js';

export const ACCESS_TOKEN_SECONDS = 900;
/** A session that nobody refreshes for so long is over. */
export const IDLE_DAYS = 14;
/** However busy, a session ends so long after sign-in. */
const LONGEST_DAYS = 90;
/** So long after an exchange the same token gives the same successor again: parallel tabs, a lost answer. */
const GRACE_MS = 10_000;
const DAY_MS = 86_400_000;

export interface Device {
  readonly ip: string;
  readonly userAgent: string | undefined;
}

/** What a sign-in or a refresh hands out. */
export interface IssuedTokens {
  readonly userId: string;
  readonly accessToken: string;
  readonly refreshToken: string;
}

interface SessionRow {
  readonly userId: string;
  readonly username: string;
  readonly generation: number;
  readonly rotatedAt: string;
  readonly createdAt: string;
  readonly revokedAt: string | null;
  readonly expiresAt: string;
  readonly alive: boolean;
}

/** Sessions and their tokens (docs/decisions/0006-sessions.md). */
@Injectable()
export class SessionsService {
  private readonly log = new Logger('Sessions');

  constructor(
    private readonly door: DataDoor,
    private readonly keys: TokenKeys,
    private readonly tokens: AccessTokens,
  ) {}

  /** Opens a session for a user who has proven who they are. */
  async open(uow: UnitOfWork, userId: string, device: Device): Promise<IssuedTokens> {
    const sessionId = newId();
    const now = clock.now();
    await uow.execute(
      `insert into sessions (id, user_id, created_at, last_seen_at, rotated_at, expires_at, user_agent, ip)
       values ($1, $2, $3, $3, $3, $4, $5, $6)`,
      [
        sessionId,
        userId,
        now,
        new Date(now.getTime() + IDLE_DAYS * DAY_MS),
        device.userAgent?.slice(0, 300) ?? null,
        device.ip,
      ],
    );
    return this.issue(userId, sessionId, 1);
  }

  /**
   * Exchanges a refresh token for its successor. A token that was exchanged longer ago than the grace time is somebody's
   * copy: the session ends for both. @throws Problem 401 `auth.sessionOver`
   */
  async refresh(text: string | undefined, device: Device): Promise<IssuedTokens> {
    const token = readRefreshToken(this.keys.refreshKey, text);
    if (!token) throw Problem.unauthenticated('auth.sessionOver');
    const answer = await this.door.asSystem('refresh a session', (uow) =>
      this.exchange(uow, token.sessionId, token.generation, device),
    );
    if (!answer) throw Problem.unauthenticated('auth.sessionOver');
    return this.issue(answer.userId, token.sessionId, answer.generation);
  }

  private async exchange(uow: UnitOfWork, sessionId: string, generation: number, device: Device) {
    const now = clock.now();
    const row = await uow.one<SessionRow>(
      `select s.user_id as "userId", u.username, s.generation, s.rotated_at as "rotatedAt", s.created_at as "createdAt",
         s.revoked_at as "revokedAt", s.expires_at as "expiresAt",
         exists (select 1 from access_principals p where p.user_id = s.user_id) as alive
       from sessions s join users u on u.id = s.user_id where s.id = $1 for update of s`,
      [sessionId],
    );
    if (!row || row.revokedAt !== null || !row.alive || new Date(row.expiresAt) <= now) return undefined;
    if (generation > row.generation) return undefined;
    if (generation === row.generation) {
      const last = new Date(row.createdAt).getTime() + LONGEST_DAYS * DAY_MS;
      const expires = new Date(Math.min(last, now.getTime() + IDLE_DAYS * DAY_MS));
      await uow.execute(
        'update sessions set generation = generation + 1, rotated_at = $2, last_seen_at = $2, expires_at = $3 where id = $1',
        [sessionId, now, expires],
      );
      return { userId: row.userId, generation: row.generation + 1 };
    }
    const justNow = generation === row.generation - 1 && now.getTime() - new Date(row.rotatedAt).getTime() <= GRACE_MS;
    if (justNow) return { userId: row.userId, generation: row.generation };
    await uow.execute(`update sessions set revoked_at = $2, revoked_reason = 'tokenReused' where id = $1`, [
      sessionId,
      now,
    ]);
    await noteSignIn(uow, { event: 'tokenReused', userId: row.userId, username: row.username, device });
    this.log.warn(`refresh token used twice, session ended: session=${sessionId} user=${row.userId}`);
    return undefined;
  }

  /** Ends the session of a refresh token or of an access token; one that we did not make ends nothing. */
  async close(refresh: string | undefined, access: string | undefined, device: Device): Promise<void> {
    const sessionId =
      readRefreshToken(this.keys.refreshKey, refresh)?.sessionId ??
      (access && (await this.tokens.read(access))?.sessionId);
    if (!sessionId) return;
    await this.door.asSystem('sign out', async (uow) => {
      const closed = await uow.one<{ userId: string; username: string }>(
        `update sessions s set revoked_at = $2, revoked_reason = 'signedOut' from users u
         where s.id = $1 and s.revoked_at is null and u.id = s.user_id returning u.id as "userId", u.username`,
        [sessionId, clock.now()],
      );
      if (closed) await noteSignIn(uow, { event: 'signedOut', ...closed, device });
    });
  }

  private async issue(userId: string, sessionId: string, generation: number): Promise<IssuedTokens> {
    const issuedAt = Math.floor(clock.now().getTime() / 1000);
    const accessToken = await new SignJWT({ sid: sessionId })
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setSubject(userId)
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + ACCESS_TOKEN_SECONDS)
      .sign(this.keys.accessKey);
    return { userId, accessToken, refreshToken: refreshToken(this.keys.refreshKey, { sessionId, generation }) };
  }
}
