import { Injectable, Logger } from '@nestjs/common';
import { clock } from '../context/clock.js';
import { DataDoor } from '../database/data-door.js';
import { JobQueue } from '../jobs/job-queue.js';
import { CompanyRegistry } from './company-registry.js';
import { dropColumn } from './fields/columns.js';

const JOB = 'customisation.purge';
const WHY = 'purge of removed definitions';
/** Days for which a removed field or type can be restored with its data. */
export const KEPT_DAYS = 30;
const DAY_MS = 86_400_000;

/** Drops for good what was removed a month ago: the columns of fields, the tables of record types. */
@Injectable()
export class CustomisationPurge {
  private readonly log = new Logger('Customisation');

  constructor(
    private readonly door: DataDoor,
    private readonly registry: CompanyRegistry,
    jobs: JobQueue,
  ) {
    jobs.handle(JOB, {}, async () => {
      await this.purge();
    });
    jobs.schedule(JOB, '20 4 * * *');
  }

  /** Each in a transaction of its own, so that a table that is busy keeps only itself. Gives how many are gone. */
  async purge(): Promise<number> {
    const before = new Date(clock.now().getTime() - KEPT_DAYS * DAY_MS);
    const fields = await this.door.asSystem(WHY, (uow) =>
      uow.query<{ id: string; type: string; name: string }>(
        `select f.id, f.record_type as type, f.name from custom_fields f
         where f.deleted_at < $1 and exists (select 1 from record_tables t where t.record_type = f.record_type)`,
        [before],
      ),
    );
    for (const { id, type, name } of fields)
      await this.door.asSystem(WHY, async (uow) => {
        await dropColumn(uow, type, name);
        await uow.execute('delete from custom_fields where id = $1', [id]);
      });
    const types = await this.door.asSystem(WHY, (uow) =>
      uow.query<{ id: string; name: string }>('select id, name from record_types where deleted_at < $1', [before]),
    );
    for (const { id, name } of types)
      await this.door.asSystem(WHY, async (uow) => {
        await uow.query('select custom_table_drop($1)', [name]);
        await uow.execute('delete from custom_fields where record_type = $1', [name]);
        await uow.execute('delete from record_types where id = $1', [id]);
      });
    const gone = fields.length + types.length;
    if (gone > 0) this.log.log(`${gone} removed definitions purged`);
    if (gone > 0) await this.registry.refresh();
    return gone;
  }
}
