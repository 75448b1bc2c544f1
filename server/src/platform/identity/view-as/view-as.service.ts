import { Injectable } from '@nestjs/common';
import { SignJWT } from 'jose';
import { currentPrincipal } from '../../access/current-principal.js';
import { principalFrom, type PrincipalRow } from '../../access/principal-data.js';
import { TokenKeys } from '../../access/token-keys.js';
import { mayViewAs } from '../../access/viewing.js';
import { clock } from '../../context/clock.js';
import { DataDoor } from '../../database/data-door.js';
import { Problem } from '../../errors/problem.js';
import { isUuid } from '../../records/field-types.js';
import { visibleIds } from '../../records/record-links.js';
import { recordTypes } from '../../records/record-type.js';
import { escalation } from '../rights-change.js';
import type { ViewAsAnswer } from './view-as.dto.js';

/** Long enough to look something up. */
const VIEW_SECONDS = 900;

/** Lets somebody look at the product as another user does, and change nothing (docs/administration.md). */
@Injectable()
export class ViewAsService {
  constructor(
    private readonly door: DataDoor,
    private readonly keys: TokenKeys,
  ) {}

  /** @throws Problem 403 for a key, or for somebody who sees more than the caller, 404, 422 for an inactive user or oneself */
  async start(userId: string): Promise<ViewAsAnswer> {
    const viewer = currentPrincipal();
    const { sessionId } = viewer.data;
    if (!sessionId) throw Problem.forbidden('access.denied');
    const target = await this.door.write(async (uow) => {
      if (!isUuid(userId) || (await visibleIds(uow, recordTypes.get('user'), [userId])).size === 0)
        throw Problem.notFound();
      if (userId === viewer.userId) throw Problem.rule('viewAs.self');
      const row = await uow.one<{ data: PrincipalRow | null }>('select principal_data($1) as data', [userId]);
      if (!row?.data) throw Problem.rule('viewAs.inactive');
      const other = principalFrom(row.data, 'user', sessionId);
      if (!mayViewAs(viewer, other)) throw escalation();
      await uow.query('select note_access($1, $2, $3, $4)', [
        'user',
        userId,
        'viewAs',
        JSON.stringify({ minutes: VIEW_SECONDS / 60 }),
      ]);
      return row.data;
    });
    const issuedAt = Math.floor(clock.now().getTime() / 1000);
    const accessToken = await new SignJWT({ sid: sessionId, as: userId })
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setSubject(viewer.userId)
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + VIEW_SECONDS)
      .sign(this.keys.accessKey);
    return { accessToken, expiresIn: VIEW_SECONDS, user: { id: userId, fullName: target.fullName } };
  }
}
