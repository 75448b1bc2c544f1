import { Injectable } from '@nestjs/common';
import type { UnitOfWork } from '../database/unit-of-work.js';
import { Problem } from '../errors/problem.js';
import { isNotificationKind, NOTIFICATION_KINDS } from './notification-kinds.js';

/** How one wants to hear of a kind of news; neither means not at all. */
export interface KindSetting {
  readonly inApp: boolean;
  readonly email: boolean;
}

export interface NotificationSettingsView {
  readonly kinds: readonly ({ readonly kind: string; readonly group: string } & KindSetting)[];
  /** Hour of the day in Tehran for the daily summary by e-mail; null for none. */
  readonly digestHour: number | null;
}

export interface NotificationSettingsChange {
  readonly kinds?: Readonly<Record<string, Partial<KindSetting>>> | undefined;
  readonly digestHour?: number | null | undefined;
}

interface Row {
  readonly kinds: Record<string, Partial<KindSetting>>;
  readonly digestHour: number | null;
}

/** What one wishes to be told, and how: in the product, by e-mail, both or not at all. */
@Injectable()
export class NotificationSettings {
  async get(uow: UnitOfWork): Promise<NotificationSettingsView> {
    const row = await uow.one<Row>(
      'select kinds, digest_hour as "digestHour" from notification_settings where user_id = $1',
      [uow.principal.userId],
    );
    return {
      kinds: NOTIFICATION_KINDS.map(({ kind, group }) => ({
        kind,
        group,
        inApp: row?.kinds[kind]?.inApp ?? true,
        email: row?.kinds[kind]?.email ?? false,
      })),
      digestHour: row?.digestHour ?? null,
    };
  }

  /** Changes what is named and leaves the rest. @throws Problem 400 */
  async change(
    uow: UnitOfWork,
    { kinds = {}, digestHour }: NotificationSettingsChange,
  ): Promise<NotificationSettingsView> {
    for (const [kind, wish] of Object.entries(kinds)) {
      const path = `kinds.${kind}`;
      if (!isNotificationKind(kind))
        throw Problem.invalid('body.invalid', [{ path, code: 'notification.kindUnknown' }]);
      const entries = wish && typeof wish === 'object' ? Object.entries(wish) : [['', '']];
      if (entries.some(([name, value]) => (name !== 'inApp' && name !== 'email') || typeof value !== 'boolean'))
        throw Problem.invalid('body.invalid', [{ path, code: 'field.notBoolean' }]);
    }
    const now = await this.get(uow);
    const all = Object.fromEntries(now.kinds.map(({ kind, inApp, email }) => [kind, { inApp, email, ...kinds[kind] }]));
    await uow.execute(
      `insert into notification_settings (user_id, kinds, digest_hour) values ($1, $2, $3)
       on conflict (user_id) do update set kinds = excluded.kinds, digest_hour = excluded.digest_hour`,
      [uow.principal.userId, JSON.stringify(all), digestHour === undefined ? now.digestHour : digestHour],
    );
    return this.get(uow);
  }
}
