import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { principalFrom, type PrincipalRow } from '../access/principal-data.js';
import type { Principal } from '../access/principal.js';
import { noteEvents } from '../audit/audit-event.js';
import { clock } from '../context/clock.js';
import { DataDoor } from '../database/data-door.js';
import type { UnitOfWork } from '../database/unit-of-work.js';
import { Problem } from '../errors/problem.js';
import { mustOutrank } from '../identity/rights-change.js';
import { normalizeStore } from '../persian/index.js';
import { isUuid } from '../records/field-types.js';
import { newId } from '../records/new-id.js';
import { SecretBox } from '../secrets/secret-box.js';
import { readEvents } from './webhook-events.js';
import { complete } from './webhook-queue.js';
import { WEBHOOK_COLUMNS, type WebhookRow } from './webhook-row.js';
import { secretPurpose } from './webhook-sender.js';
import type { NewWebhookView, WebhookBody, WebhookPatch, WebhookView } from './webhooks.dto.js';

const VIEW = `w.id, w.name, w.url, w.user_id as "userId", w.events, w.active, w.disabled_reason as "disabledReason",
  w.failing_since as "failingSince", w.last_delivered_at as "lastDeliveredAt",
  (select count(*)::int from webhook_deliveries d where d.webhook_id = w.id and d.state = 'waiting') as waiting,
  case when w.previous_until > $1 then w.previous_until end as "previousUntil", w.created_at as "createdAt"`;

/** For so long the old secret signs beside the new one. */
const OVERLAP_MS = 24 * 60 * 60_000;
const MOST = 200;

/** Webhooks, for whoever may do at least what the user of each may. */
@Injectable()
export class WebhooksService {
  constructor(
    private readonly door: DataDoor,
    private readonly secrets: SecretBox,
  ) {}

  list(): Promise<WebhookView[]> {
    return this.door.read((uow) =>
      uow.elevated('webhooks', () =>
        uow.query<WebhookView>(`select ${VIEW} from webhooks w order by w.created_at desc, w.id desc`, [clock.now()]),
      ),
    );
  }

  /** @throws Problem 404, 403 for one whose user may more than the caller */
  async one(uow: UnitOfWork, id: string): Promise<WebhookRow> {
    const row = isUuid(id)
      ? await uow.elevated('webhooks', () =>
          uow.one<WebhookRow>(`select ${WEBHOOK_COLUMNS} from webhooks where id = $1`, [id]),
        )
      : undefined;
    if (!row) throw Problem.notFound();
    await mustOutrank(uow, row.userId, await rolesOf(uow, row.userId));
    return row;
  }

  get(id: string): Promise<WebhookView> {
    return this.door.read(async (uow) => {
      await this.one(uow, id);
      return this.view(uow, id);
    });
  }

  /** It is told of what happens from now on. @throws Problem 400, 403, 422 */
  create(body: WebhookBody): Promise<NewWebhookView> {
    const id = newId();
    const secret = newSecret();
    return this.door.write(async (uow) => {
      const user = await this.integration(uow, body.userId);
      const values = [
        id,
        normalizeStore(body.name),
        readUrl(body.url),
        body.userId,
        JSON.stringify(readEvents(body.events, user)),
        body.active ?? true,
        this.secrets.seal(secretPurpose(id), secret),
        clock.now(),
        uow.principal.userId,
        MOST,
      ];
      await uow.elevated('webhooks', async () => {
        const made = await uow.execute(
          `insert into webhooks (id, name, url, user_id, events, active, secret, position, created_at, updated_at, created_by)
           select $1, $2, $3, $4, $5, $6, $7, ${await complete(uow)}, $8, $8, $9
           where (select count(*) from webhooks) < $10`,
          values,
        );
        if (made === 0) throw Problem.rule('webhook.tooMany', [], { max: MOST });
      });
      await this.note(uow, 'created', id, body.name);
      return { ...(await this.view(uow, id)), secret };
    });
  }

  /** Switched on again, it goes on where it stopped. @throws Problem 400, 403, 404, 422 */
  update(id: string, patch: WebhookPatch): Promise<WebhookView> {
    return this.door.write(async (uow) => {
      const before = await this.one(uow, id);
      const user = await this.integration(uow, patch.userId ?? before.userId, patch.active === false);
      const events = patch.events ? readEvents(patch.events, user) : before.events;
      const wakes = patch.active === true && !before.active;
      await uow.elevated('webhooks', () =>
        uow.execute(
          `update webhooks set name = $2, url = $3, user_id = $4, events = $5, active = $6, updated_at = $7,
             disabled_reason = case when $6 then null else disabled_reason end,
             failing_since = case when $8 then null else failing_since end,
             busy_until = case when $8 then null else busy_until end
           where id = $1`,
          [
            id,
            patch.name === undefined ? before.name : normalizeStore(patch.name),
            patch.url === undefined ? before.url : readUrl(patch.url),
            patch.userId ?? before.userId,
            JSON.stringify(events),
            patch.active ?? before.active,
            clock.now(),
            wakes,
          ],
        ),
      );
      await this.note(uow, 'changed', id, patch.name ?? before.name, { fields: Object.keys(patch) });
      return this.view(uow, id);
    });
  }

  /** A new secret; the old one signs beside it for a day. @throws Problem 403, 404 */
  rotate(id: string): Promise<NewWebhookView> {
    const secret = newSecret();
    return this.door.write(async (uow) => {
      const { name } = await this.one(uow, id);
      const sealed = this.secrets.seal(secretPurpose(id), secret);
      await uow.elevated('webhooks', () =>
        uow.execute(
          'update webhooks set previous_secret = secret, previous_until = $3, secret = $2, updated_at = $4 where id = $1',
          [id, sealed, new Date(clock.now().getTime() + OVERLAP_MS), clock.now()],
        ),
      );
      await this.note(uow, 'rotated', id, name);
      return { ...(await this.view(uow, id)), secret };
    });
  }

  /** Its waiting events and its log go with it. @throws Problem 403, 404 */
  remove(id: string): Promise<void> {
    return this.door.write(async (uow) => {
      const { name } = await this.one(uow, id);
      await uow.elevated('webhooks', () => uow.execute('delete from webhooks where id = $1', [id]));
      await this.note(uow, 'removed', id, name);
    });
  }

  private async view(uow: UnitOfWork, id: string): Promise<WebhookView> {
    const row = await uow.elevated('webhooks', () =>
      uow.one<WebhookView>(`select ${VIEW} from webhooks w where w.id = $2`, [clock.now(), id]),
    );
    if (!row) throw Problem.notFound();
    return row;
  }

  private note(uow: UnitOfWork, what: string, id: string, name: string, more: object = {}): Promise<void> {
    return noteEvents(uow, [{ event: `webhook.${what}`, details: { webhookId: id, name, ...more } }]);
  }

  /** The rights of a living integration user below the caller. @throws Problem 403, 422 */
  private async integration(uow: UnitOfWork, userId: string, mayBeGone = false): Promise<Principal> {
    const user = await uow.elevated('the user of a webhook', () =>
      uow.one<{ kind: string; roleIds: string[]; data: PrincipalRow | null }>(
        `select kind, role_ids as "roleIds", principal_data(id) as data from users where id = $1 and deleted_at is null`,
        [userId],
      ),
    );
    if (!user && !mayBeGone) throw Problem.rule('record.rule', [{ path: 'userId', code: 'link.notFound' }]);
    if (!mayBeGone && (user?.kind !== 'integration' || !user.data))
      throw Problem.rule('record.rule', [{ path: 'userId', code: 'webhook.notIntegration' }]);
    await mustOutrank(uow, userId, user?.roleIds ?? []);
    return user?.data ? principalFrom(user.data, 'apiKey', null) : uow.principal;
  }
}

async function rolesOf(uow: UnitOfWork, userId: string): Promise<string[]> {
  const row = await uow.elevated('the user of a webhook', () =>
    uow.one<{ ids: string[] }>('select role_ids as ids from users where id = $1', [userId]),
  );
  return row?.ids ?? [];
}

function newSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`;
}

function readUrl(text: string): string {
  const url = URL.parse(text.trim());
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '')
    throw Problem.invalid('body.invalid', [{ path: 'url', code: 'url.invalid' }]);
  return url.href;
}
