import { applyDecorators, Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { Policy } from '../../../platform/access/policy.js';
import { ApiProblems } from '../../../platform/http/api-problems.js';
import { type Forecast, ForecastReport } from './forecast-report.js';
import { type Funnel, FunnelReport } from './funnel-report.js';
import { type LossReasons, LossReasonsReport } from './loss-reasons-report.js';
import { type OwnerFigures, OwnersReport } from './owners-report.js';
import type { RawReportQuery } from './report-query.js';
import * as schemas from './report-schemas.js';
import { StageTimesReport, type StageTime } from './stage-times-report.js';
import { type Summary, SUMMARY_GROUPS, SummaryReport } from './summary-report.js';

function Report(name: string, summary: string, description: string, schema: object): MethodDecorator {
  return applyDecorators(
    Get(name),
    Policy({ record: 'opportunity', action: 'view' }),
    ApiOperation({ summary, description }),
    ApiQuery({ name: 'pipelineId', required: false }),
    ApiQuery({ name: 'ownerId', required: false }),
    ApiQuery({ name: 'filter', required: false, description: 'JSON of the filter language, over opportunities.' }),
    ApiQuery({
      name: 'period',
      required: false,
      description: 'A Jalali month or a named period; instead of `from` and `to`.',
      example: 'thisJalaliMonth',
    }),
    ApiQuery({ name: 'from', required: false, description: 'First day, Gregorian ISO.' }),
    ApiQuery({ name: 'to', required: false, description: 'Last day, included.' }),
    ApiOkResponse({ schema }),
    ApiProblems(400, 401, 403, 404),
  );
}

/** Reports of sales, over what the caller sees. */
@ApiTags('Sales reports')
@Controller('reports/sales')
export class SalesReportsController {
  constructor(
    private readonly summaries: SummaryReport,
    private readonly funnels: FunnelReport,
    private readonly times: StageTimesReport,
    private readonly losses: LossReasonsReport,
    private readonly forecasts: ForecastReport,
    private readonly people: OwnersReport,
  ) {}

  @Report(
    'summary',
    'Sales summary',
    'Counts by status and stage, won value, win rate (won of closed), mean won amount and mean cycle. Closed ones are placed in time by the day they closed, open ones by the day they were engaged.',
    schemas.SUMMARY,
  )
  @ApiQuery({ name: 'groupBy', required: false, enum: SUMMARY_GROUPS, description: '`month` is the Jalali month.' })
  summary(@Query() query: RawReportQuery): Promise<Summary> {
    return this.summaries.read(query);
  }

  @Report(
    'funnel',
    'Sales funnel',
    'Open count and value of each stage, how many came so far, the share that went on, and where they were lost; and whether the top is full enough (ten for each sale of a month).',
    schemas.FUNNEL,
  )
  funnel(@Query() query: RawReportQuery): Promise<Funnel> {
    return this.funnels.read(query);
  }

  @Report(
    'stage-times',
    'Time in stages',
    'Mean and median days of a stay in each stage; stays that go on count up to now.',
    schemas.STAGE_TIMES,
  )
  stageTimes(@Query() query: RawReportQuery): Promise<{ pipelineId: string; stages: StageTime[] }> {
    return this.times.read(query);
  }

  @Report(
    'loss-reasons',
    'Loss reasons',
    'Why, in which stage and to which competitor opportunities were lost.',
    schemas.LOSS_REASONS,
  )
  lossReasons(@Query() query: RawReportQuery): Promise<LossReasons> {
    return this.losses.read(query);
  }

  @Report(
    'forecast',
    'Sales forecast',
    'This and the coming Jalali months: won already, and the open ones that shall close, weighted by probability and by what was won of each stage within a year.',
    schemas.FORECAST,
  )
  @ApiQuery({ name: 'months', required: false, schema: { type: 'integer', minimum: 1, maximum: 12, default: 3 } })
  forecast(@Query() query: RawReportQuery): Promise<Forecast> {
    return this.forecasts.read(query);
  }

  @Report(
    'owners',
    'Salespeople',
    'What each owner has open, won and lost, with rate, mean, cycle and finished activities.',
    schemas.OWNERS,
  )
  owners(@Query() query: RawReportQuery): Promise<{ from: string | null; to: string | null; data: OwnerFigures[] }> {
    return this.people.read(query);
  }
}
