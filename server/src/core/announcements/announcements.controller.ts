import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Policy } from '../../platform/access/policy.js';
import { ApiProblems } from '../../platform/http/api-problems.js';
import { RecordRoutes } from '../../platform/records/record-routes.js';
import { RecordStore } from '../../platform/records/record-store.js';
import { Announcement } from './announcement.js';
import { Announcements, type AnnouncementView, type ReadersView } from './announcements.js';

@Controller('announcements')
export class AnnouncementsController extends RecordRoutes(Announcement) {
  constructor(
    store: RecordStore,
    private readonly announcements: Announcements,
  ) {
    super(store);
  }

  @Post(':id/read')
  @HttpCode(204)
  @Policy('signedIn')
  @ApiTags('Announcements')
  @ApiOperation({ summary: 'Mark an announcement as read', description: 'One that is for you now; once is enough.' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiNoContentResponse()
  @ApiProblems(401, 404)
  async read(@Param('id') id: string): Promise<void> {
    await this.announcements.markRead(id);
  }

  @Get(':id/readers')
  @Policy({ record: 'announcement', action: 'view' })
  @ApiTags('Announcements')
  @ApiOperation({
    summary: 'See who has read an announcement',
    description: 'How many people it is for, how many have read it, and the latest 200 of them.',
  })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({
    schema: {
      type: 'object',
      required: ['audience', 'read', 'data'],
      properties: {
        audience: { type: 'integer', example: 40 },
        read: { type: 'integer', example: 12 },
        data: {
          type: 'array',
          items: {
            type: 'object',
            required: ['id', 'fullName', 'readAt'],
            properties: {
              id: { type: 'string', format: 'uuid' },
              fullName: { type: 'string', example: 'سارا مرادی' },
              readAt: { type: 'string', format: 'date-time' },
            },
          },
        },
      },
    },
  })
  @ApiProblems(401, 403, 404)
  readers(@Param('id') id: string): Promise<ReadersView> {
    return this.announcements.readers(id);
  }
}

/** What the company tells the one who is signed in. */
@ApiTags('Announcements')
@Controller('me/announcements')
export class MyAnnouncementsController {
  constructor(private readonly announcements: Announcements) {}

  @Get()
  @Policy('signedIn')
  @ApiOperation({
    summary: 'Read own announcements',
    description: 'Those that are for you now, the unread ones first, up to 50.',
  })
  @ApiOkResponse({
    schema: {
      type: 'object',
      required: ['data'],
      properties: {
        data: {
          type: 'array',
          items: {
            type: 'object',
            required: ['id', 'title', 'body', 'fromAt'],
            properties: {
              id: { type: 'string', format: 'uuid' },
              title: { type: 'string', example: 'تعطیلی پنجشنبه' },
              body: { type: 'string', example: 'پنجشنبهٔ این هفته دفتر مرکزی بسته است.' },
              fromAt: { type: 'string', format: 'date-time' },
              toAt: { type: ['string', 'null'], format: 'date-time' },
              readAt: { type: ['string', 'null'], format: 'date-time' },
            },
          },
        },
      },
    },
  })
  @ApiProblems(401)
  async list(): Promise<{ data: AnnouncementView[] }> {
    return { data: await this.announcements.mine() };
  }
}
