import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { Policy } from '../../platform/access/policy.js';
import { OpenToViewers } from '../../platform/access/viewing.js';
import { ApiProblems } from '../../platform/http/api-problems.js';
import { MyDayView } from './my-day.dto.js';
import { MyDay } from './my-day.js';

@ApiTags('My day')
@Controller('me')
export class MyDayController {
  constructor(private readonly myDay: MyDay) {}

  @Get('day')
  @Policy('signedIn')
  @OpenToViewers()
  @ApiOperation({
    summary: 'Get my day',
    description:
      'What waits for the caller on a day in Tehran: overdue, due that day, next; accounts gone quiet; what others changed since the day before.',
  })
  @ApiQuery({
    name: 'date',
    required: false,
    description: 'Gregorian day; today in Tehran when absent.',
    example: '2026-11-21',
  })
  @ApiOkResponse({ type: MyDayView })
  @ApiProblems(400, 401)
  day(@Query('date') date?: string): Promise<MyDayView> {
    return this.myDay.day(date);
  }
}
