import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lets the transaction of a request confirm its caller itself (docs/decisions/0006-sessions.md). */
export class CallerProof1763700000007 implements MigrationInterface {
  readonly name = 'CallerProof1763700000007';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- The stamp of the user's rights when the session is alive. Null also when its use is to be noted again, which a
      -- reader can't: session_principal answers then.
      create function session_stamp(session_id uuid, person_id uuid, at timestamptz) returns bigint
      language plpgsql stable security definer set search_path = public, pg_temp as $$
      begin
        return (
          select p.stamp from sessions s join access_principals p on p.user_id = s.user_id
          where s.id = session_id and s.user_id = person_id and s.revoked_at is null and s.expires_at > at
            and s.last_seen_at >= at - interval '1 minute'
        );
      end $$`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function session_stamp(uuid, uuid, timestamptz)');
  }
}
