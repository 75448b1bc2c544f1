import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam } from '@nestjs/swagger';
import { Policy } from '../../../platform/access/policy.js';
import { DataDoor } from '../../../platform/database/data-door.js';
import { ApiProblems } from '../../../platform/http/api-problems.js';
import type { RawListQuery } from '../../../platform/records/list-query.js';
import type { ListPage } from '../../../platform/records/record-reader.js';
import { RecordRoutes } from '../../../platform/records/record-routes.js';
import { RecordStore } from '../../../platform/records/record-store.js';
import { recordTypes } from '../../../platform/records/record-type.js';
import { projectionOf, type RecordView } from '../../../platform/records/record-view.js';
import { Pipeline } from './pipeline.entity.js';
import { Stage } from './stage.entity.js';

/** Pipelines are shown with their stages, in order, as `stages`. */
@Controller('pipelines')
export class PipelinesController extends RecordRoutes(Pipeline) {
  constructor(
    store: RecordStore,
    private readonly door: DataDoor,
  ) {
    super(store);
  }

  @Get()
  @Policy({ record: 'pipeline', action: 'view' })
  @ApiOperation({ summary: 'List pipelines', description: 'Each with its `stages` in order.' })
  @ApiOkResponse({ schema: { $ref: '#/components/schemas/PipelineList' } })
  @ApiProblems(400, 401, 403)
  override list(@Query() query: RawListQuery): Promise<ListPage> {
    return this.door.read(async () => {
      const page = await super.list(query);
      await this.addStages(page.data);
      return page;
    });
  }

  @Get(':id')
  @Policy({ record: 'pipeline', action: 'view' })
  @ApiOperation({ summary: 'Get one pipeline', description: 'With its `stages` in order; its version is the `ETag`.' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ schema: { $ref: '#/components/schemas/Pipeline' } })
  @ApiProblems(400, 401, 403, 404)
  override get(@Param('id') id: string, @Query('include') include?: string): Promise<RecordView> {
    return this.door.read(async () => {
      const view = await super.get(id, include);
      await this.addStages([view]);
      return view;
    });
  }

  private addStages(pipelines: RecordView[]): Promise<void> {
    return this.door.read(async (uow) => {
      const projection = projectionOf(recordTypes.of(Stage), uow.principal);
      const rows = await uow.query<RecordView>(
        `select ${projection.columns} from stages t where t.pipeline_id = any($1::uuid[]) and t.deleted_at is null
         order by t.position, t.id`,
        [pipelines.map(({ id }) => id)],
      );
      const stages = rows.map((row) => projection.view(row));
      for (const pipeline of pipelines) pipeline.stages = stages.filter((stage) => stage.pipelineId === pipeline.id);
    });
  }
}
