import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createRecordTable } from './support/record-table.js';
import { sqlFile } from './support/sql-file.js';

/** Replies, reactions, conversations, announcements, presence, and how people wish to be told. */
export class Collaboration1763700000014 implements MigrationInterface {
  readonly name = 'Collaboration1763700000014';

  async up(runner: QueryRunner): Promise<void> {
    await this.notes(runner);
    await this.conversations(runner);
    await this.announcements(runner);
    await runner.query(sqlFile('collaboration.sql'));
    for (const [event, old] of [
      ['insert', ''],
      ['update', 'old table as old_rows'],
    ])
      await runner.query(`create trigger conversations_follow_teams_${event} after ${event} on users
        referencing ${old} new table as new_rows for each statement execute function conversations_follow_teams()`);
    await this.savedViews(runner);
  }

  private async notes(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table notes
      add column reply_to_id uuid references notes (id),
      add column mentioned_team_ids uuid[] not null default '{}',
      add column file_ids uuid[] not null default '{}'`);
    await runner.query('create index notes_replies on notes (reply_to_id, id) where reply_to_id is not null');
  }

  /** A conversation is its members' alone, whatever anybody's role says. */
  private async conversations(runner: QueryRunner): Promise<void> {
    await createRecordTable(runner, {
      type: 'conversation',
      table: 'conversations',
      columns: [
        // direct | team
        'kind text not null',
        'team_id uuid',
        `member_ids uuid[] not null default '{}'`,
        // Tells two conversations of the same people apart from one.
        'member_key text collate "fa" not null',
      ],
      indexes: { members: 'using gin (member_ids)' },
    });
    await runner.query('create unique index conversations_member_key on conversations (member_key)');
    const system = '(select app_is_system())';
    const member = 'member_ids @> array[(select app_user_id())]';
    for (const statement of [
      `alter policy conversations_view on conversations using (${system} or ${member})`,
      `alter policy conversations_create on conversations with check (${system} or (${member} and created_by = (select app_user_id())))`,
      `alter policy conversations_change on conversations using (${system}) with check (${system})`,
      // Who sees every record of every type still reads no word of a conversation that is not theirs.
      `alter policy changes_view on changes using (${system}
        or (record_type not in ('conversation', 'note', 'file') and (select app_sees_all('*', 'view')))
        or record_visible(record_type, record_id))`,
    ])
      await runner.query(statement);
  }

  private async announcements(runner: QueryRunner): Promise<void> {
    await createRecordTable(runner, {
      type: 'announcement',
      table: 'announcements',
      visibility: 'shared',
      columns: [
        'title text collate "fa" not null',
        'body text not null',
        `role_ids uuid[] not null default '{}'`,
        `org_unit_ids uuid[] not null default '{}'`,
        'from_at timestamptz(3)',
        'to_at timestamptz(3)',
      ],
      sort: ['title', 'from_at'],
    });
  }

  /** A view may also be for chosen roles, teams and people. */
  private async savedViews(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table saved_views
      add column role_ids uuid[] not null default '{}',
      add column team_ids uuid[] not null default '{}',
      add column user_ids uuid[] not null default '{}'`);
    await runner.query(`alter policy saved_views_view on saved_views using (
      (select app_is_system()) or owner_id = (select app_user_id()) or (select app_sees_all('savedView', 'change'))
      or (audience = 'team' and owner_id = any((select app_teammate_ids())::uuid[]))
      or (audience = 'everyone' and (select app_user_id()) is not null)
      or (audience = 'chosen' and (user_ids @> array[(select app_user_id())]
        or role_ids && (select app_role_ids())::uuid[] or team_ids && (select app_team_ids())::uuid[])))`);
  }

  async down(): Promise<void> {
    throw new Error('Conversations and announcements hold the words of people: restore a backup instead.');
  }
}
