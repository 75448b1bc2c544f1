import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addedUp, cellsOf, FOLD } from './support/opportunity-figures.js';
import { sqlFile } from './support/sql-file.js';

const FIGURES = `id, owner_id, org_unit_id, pipeline_id, stage_id, status, amount, weighted_amount, engaged_on, closed_on,
  expected_close_on, loss_reason_id, lost_to_id, stages_seen, stay_stages, stay_seconds, running_stage_id, running_since`;
const DEFINER = 'security definer set search_path = public, pg_temp';

/** Figures behind the reports of sales, and indexes for lists that were read in another order than they are shown. */
export class Figures1763700000006 implements MigrationInterface {
  readonly name = 'Figures1763700000006';

  async up(runner: QueryRunner): Promise<void> {
    await this.logOfChanges(runner);
    await runner.query(sqlFile('figures.sql'));
    await this.cells(runner);
    await this.rebuilding(runner);
    await runner.query('select rebuild_opportunity_figures()');
    await runner.query(sqlFile('activity-cells.sql'));
    await runner.query(sqlFile('figures-indexes.sql'));
  }

  /** The number of a stage is the database's own: it belongs into no log. */
  private async logOfChanges(runner: QueryRunner): Promise<void> {
    await runner.query(`create or replace function change_fields(row_data jsonb) returns jsonb language sql immutable parallel safe
      return row_data - array['id', 'version', 'search_key', 'parent_owner_id', 'parent_org_unit_id', 'stage_number',
        'created_at', 'created_by', 'updated_at', 'updated_by']`);
  }

  private async cells(runner: QueryRunner): Promise<void> {
    await runner.query(`create view opportunity_figure_cells with (security_invoker = true) as
      ${cellsOf('opportunity_figures', 'f.id, f.owner_id, f.org_unit_id, ')}`);
    await runner.query('grant select on opportunity_figure_cells to peyvand_app');
    // Rows are only ever added, so that two writers never wait for each other at a cell; fold_opportunity_cells() puts them together.
    await runner.query(`create function keep_opportunity_cells() returns trigger language plpgsql ${DEFINER} as $$
      begin
        if tg_op <> 'DELETE' then
          ${addedUp('new_rows', 1)};
        end if;
        if tg_op <> 'INSERT' then
          ${addedUp('old_rows', -1)};
        end if;
        return null;
      end $$`);
    await runner.query(`create function fold_opportunity_cells() returns void language plpgsql ${DEFINER} as $$
      begin
        if pg_try_advisory_xact_lock(hashtext('opportunity_cells')) then
          ${FOLD};
        end if;
      end $$`);
    await runner.query('grant execute on function fold_opportunity_cells() to peyvand_app');
    const old = 'referencing old table as old_rows';
    const next = 'new table as new_rows';
    for (const [event, rows] of [
      ['insert', `referencing ${next}`],
      ['update', `${old} ${next}`],
      ['delete', old],
    ] as const)
      await runner.query(`create trigger opportunity_figures_cells_${event} after ${event} on opportunity_figures ${rows}
        for each statement execute function keep_opportunity_cells()`);
  }

  /** For whoever writes opportunities while triggers rest: makes figures and cells anew. Nobody else may write meanwhile. */
  private async rebuilding(runner: QueryRunner): Promise<void> {
    await runner.query(`create function rebuild_opportunity_figures() returns void language plpgsql ${DEFINER} as $$
      begin
        perform pg_advisory_xact_lock(hashtext('opportunity_cells'));
        lock table opportunity_figures, opportunity_cells in access exclusive mode;
        alter table opportunity_figures disable trigger user;
        truncate opportunity_figures, opportunity_cells;
        insert into opportunity_figures (${FIGURES}) select ${FIGURES} from opportunity_figures_of(null) order by id;
        analyze opportunity_figures;
        ${addedUp('opportunity_figures', 1)};
        analyze opportunity_cells;
        alter table opportunity_figures enable trigger user;
      end $$`);
    const own = 'rebuild_opportunity_figures(), refresh_opportunity_figures(uuid[]), opportunity_figures_of(uuid[])';
    await runner.query(`revoke execute on function ${own} from public`);
  }

  async down(): Promise<void> {
    throw new Error('This migration has no way back: restore a backup instead.');
  }
}
