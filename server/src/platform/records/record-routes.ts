import { applyDecorators, Body, Delete, Get, HttpCode, Param, Patch, Post, Query, type Type } from '@nestjs/common';
import {
  ApiBody,
  ApiCreatedResponse,
  ApiHeader,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiQuery,
} from '@nestjs/swagger';
import { ConfirmedLate } from '../access/policy.js';
import type { Action } from '../access/principal.js';
import { IfMatch } from '../http/if-match.js';
import { ApiProblems } from '../http/api-problems.js';
import type { RawListQuery } from './list-query.js';
import type { BulkAnswer } from './record-bulk.js';
import type { ListPage } from './record-reader.js';
import { RecordStore } from './record-store.js';
import { recordTypes, type RecordClass } from './record-type.js';
import type { RecordView } from './record-view.js';
import { Resource, type RouteSubject, subjectOf } from './route-subject.js';

/** The standard routes of a record type, as a controller to extend. */
export interface StandardRoutes {
  readonly store: RecordStore;
  list(query: RawListQuery, resource?: string): Promise<ListPage>;
  get(id: string, include?: string, resource?: string): Promise<RecordView>;
  create(body: unknown, resource?: string): Promise<RecordView>;
  update(id: string, body: unknown, ifMatch?: number, resource?: string): Promise<RecordView>;
  remove(id: string, ifMatch?: number, resource?: string): Promise<void>;
  restore(id: string, resource?: string): Promise<RecordView>;
  bulk(body: unknown, atomic?: string, resource?: string): Promise<BulkAnswer>;
}

const ref = (name: string): { $ref: string } => ({ $ref: `#/components/schemas/${name}` });

/**
 * The standard routes of a record type: list, get, create, update, remove, restore, bulk. Each delegates to RecordStore.
 * A controller extends it and adds its domain actions:
 * `@Controller('accounts') class AccountsController extends RecordRoutes(Account) {}`
 */
export function RecordRoutes(entity: RecordClass): Type<StandardRoutes> {
  return routesOf(subjectOf(recordTypes.of(entity)));
}

/** The standard routes of a subject. */
export function routesOf(subject: RouteSubject): Type<StandardRoutes> {
  const { schema: name, one, many } = subject;
  const about = (action: Action) => applyDecorators(subject.policy(action), ConfirmedLate());

  @subject.document()
  abstract class Routes implements StandardRoutes {
    constructor(readonly store: RecordStore) {}

    @Get()
    @about('view')
    @ApiOperation({
      summary: `List ${many}`,
      description: `A page of the ${many} that you may see; keyset pages, one filter language.`,
    })
    @ApiQuery({
      name: 'q',
      required: false,
      description: 'Free text over the searchable fields; Persian and Arabic letters and digits are equal.',
    })
    @ApiQuery({
      name: 'filter',
      required: false,
      description: 'JSON of the filter language, URL-encoded.',
      example: '{"field":"createdAt","op":"within","value":{"period":"thisJalaliMonth"}}',
    })
    @ApiQuery({
      name: 'sort',
      required: false,
      description: 'Comma-separated fields, `-` for descending.',
      example: subject.defaultSort,
    })
    @ApiQuery({ name: 'limit', required: false, schema: { type: 'integer', minimum: 1, maximum: 200, default: 50 } })
    @ApiQuery({ name: 'cursor', required: false, description: '`nextCursor` of the page before.' })
    @ApiQuery({ name: 'include', required: false, description: 'Comma-separated links to embed.' })
    @ApiQuery({
      name: 'count',
      required: false,
      enum: ['exact', 'estimate'],
      description: '`estimate` counts up to 10,000.',
    })
    @ApiQuery({
      name: 'deleted',
      required: false,
      enum: ['true', 'false'],
      description: '`true` lists the recycle bin.',
    })
    @ApiOkResponse({ schema: ref(`${name}List`) })
    @ApiProblems(400, 401, 403)
    list(@Query() query: RawListQuery, @Resource() resource?: string): Promise<ListPage> {
      return this.store.list(subject.typeAt(resource), query);
    }

    @Get(':id')
    @about('view')
    @ApiOperation({ summary: `Get one ${one}`, description: `The ${one}; its version is the \`ETag\`.` })
    @ApiParam({ name: 'id', format: 'uuid' })
    @ApiQuery({ name: 'include', required: false, description: 'Comma-separated links to embed.' })
    @ApiOkResponse({ schema: ref(name) })
    @ApiProblems(400, 401, 403, 404)
    get(
      @Param('id') id: string,
      @Query('include') include?: string,
      @Resource() resource?: string,
    ): Promise<RecordView> {
      return this.store.get(subject.typeAt(resource), id, include);
    }

    @Post()
    @about('create')
    @ApiOperation({
      summary: `Create one ${one}`,
      description: `Makes one ${one}. Unknown properties are refused. Repeat safely with an \`Idempotency-Key\`.`,
    })
    @ApiHeader({ name: 'Idempotency-Key', required: false })
    @ApiBody({ schema: ref(`${name}Create`) })
    @ApiCreatedResponse({ schema: ref(name) })
    @ApiProblems(400, 401, 403, 404, 409, 413, 422)
    create(@Body() body: unknown, @Resource() resource?: string): Promise<RecordView> {
      return this.store.create(subject.typeAt(resource), body);
    }

    @Patch(':id')
    @about('edit')
    @ApiOperation({
      summary: `Change one ${one}`,
      description:
        'Only the named fields change. With `If-Match` a stale version is refused with 412 and the current record.',
    })
    @ApiParam({ name: 'id', format: 'uuid' })
    @ApiHeader({ name: 'If-Match', required: false, description: 'The `ETag` that you read.' })
    @ApiBody({ schema: ref(`${name}Update`) })
    @ApiOkResponse({ schema: ref(name) })
    @ApiProblems(400, 401, 403, 404, 409, 412, 422)
    update(
      @Param('id') id: string,
      @Body() body: unknown,
      @IfMatch() ifMatch?: number,
      @Resource() resource?: string,
    ): Promise<RecordView> {
      return this.store.update(subject.typeAt(resource), id, body, { ifMatch });
    }

    @Delete(':id')
    @HttpCode(204)
    @about('delete')
    @ApiOperation({
      summary: `Remove one ${one}`,
      description: 'Puts it into the recycle bin; `restore` takes it out again.',
    })
    @ApiParam({ name: 'id', format: 'uuid' })
    @ApiHeader({ name: 'If-Match', required: false, description: 'The `ETag` that you read.' })
    @ApiNoContentResponse()
    @ApiProblems(401, 403, 404, 412, 422)
    remove(@Param('id') id: string, @IfMatch() ifMatch?: number, @Resource() resource?: string): Promise<void> {
      return this.store.remove(subject.typeAt(resource), id, { ifMatch });
    }

    @Post(':id/restore')
    @HttpCode(200)
    @about('restore')
    @ApiOperation({ summary: `Restore one ${one}`, description: 'Takes it out of the recycle bin.' })
    @ApiParam({ name: 'id', format: 'uuid' })
    @ApiOkResponse({ schema: ref(name) })
    @ApiProblems(401, 403, 404, 409, 422)
    restore(@Param('id') id: string, @Resource() resource?: string): Promise<RecordView> {
      return this.store.restore(subject.typeAt(resource), id);
    }

    @Post('bulk')
    @HttpCode(200)
    @about('create')
    @ApiOperation({
      summary: `Upsert many ${many}`,
      description:
        'Creates or updates up to 1,000 by `externalId`, with an answer per row. A bad row does not spoil the others unless `atomic=true`.',
    })
    @ApiQuery({ name: 'atomic', required: false, enum: ['true', 'false'] })
    @ApiHeader({ name: 'Idempotency-Key', required: false })
    @ApiBody({
      schema: {
        type: 'object',
        required: ['data'],
        properties: { data: { type: 'array', maxItems: 1000, items: ref(`${name}Create`) } },
      },
    })
    @ApiOkResponse({ schema: ref('BulkAnswer') })
    @ApiProblems(400, 401, 403, 404, 409, 413, 422)
    bulk(@Body() body: unknown, @Query('atomic') atomic?: string, @Resource() resource?: string): Promise<BulkAnswer> {
      return this.store.bulk(subject.typeAt(resource), body, atomic === 'true');
    }
  }
  return Routes as unknown as Type<StandardRoutes>;
}
