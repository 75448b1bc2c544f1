import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiPropertyOptional, ApiQuery } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { Policy } from '../../../platform/access/policy.js';
import { ApiProblems } from '../../../platform/http/api-problems.js';
import { RecordRoutes } from '../../../platform/records/record-routes.js';
import { RecordStore } from '../../../platform/records/record-store.js';
import { type TargetProgress, TargetProgresses } from './target-progress.js';
import { Target } from './target.entity.js';

export class ProgressQuery {
  /** Jalali month `1405-08`; this month when absent. */
  @ApiPropertyOptional({ example: '1405-08' })
  @IsOptional()
  @IsString()
  @MaxLength(10)
  period?: string;
}

const TEXT = { type: 'string' };
const PROGRESS = {
  type: 'object',
  required: ['target', 'goal', 'reached', 'percent', 'remaining', 'workingDays', 'workingDaysLeft', 'expectedPercent'],
  properties: {
    target: { $ref: '#/components/schemas/Target' },
    goal: { ...TEXT, description: 'Whole Rial, or pieces.' },
    reached: TEXT,
    percent: { type: 'number' },
    remaining: TEXT,
    neededPerWorkingDay: { type: ['string', 'null'] as unknown as 'string' },
    expectedPercent: { type: 'number', description: 'What an even pace would have reached by now.' },
    workingDays: { type: 'integer' },
    workingDaysLeft: { type: 'integer' },
  },
};

@Controller('targets')
export class TargetsController extends RecordRoutes(Target) {
  constructor(
    store: RecordStore,
    private readonly progresses: TargetProgresses,
  ) {
    super(store);
  }

  @Get('progress')
  @Policy({ record: 'target', action: 'view' })
  @ApiOperation({
    summary: 'How far the targets are',
    description:
      'Targets that overlap a Jalali month: share reached now, and what is needed on each working day that is left.',
  })
  @ApiQuery({ name: 'period', required: false, example: '1405-08' })
  @ApiOkResponse({
    schema: {
      type: 'object',
      required: ['from', 'to', 'data'],
      properties: {
        from: { type: 'string', format: 'date' },
        to: { type: 'string', format: 'date' },
        data: { type: 'array', items: PROGRESS },
      },
    },
  })
  @ApiProblems(400, 401, 403)
  progress(@Query() query: ProgressQuery): Promise<{ from: string; to: string; data: TargetProgress[] }> {
    return this.progresses.of(query.period);
  }
}
