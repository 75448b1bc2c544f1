import { Body, Controller, Delete, Get, HttpCode, Post } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
  ApiPropertyOptional,
  ApiTags,
} from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { currentPrincipal } from '../access/current-principal.js';
import { Policy } from '../access/policy.js';
import { OpenToViewers } from '../access/viewing.js';
import { ApiProblems } from '../http/api-problems.js';
import { SAMPLE_SIZES, type SampleSize } from './sample-loader.js';
import { SetupService, type SetupState } from './setup.service.js';

class SampleBody {
  @ApiPropertyOptional({ enum: SAMPLE_SIZES, default: 'small' })
  @IsOptional()
  @IsIn(SAMPLE_SIZES, { message: 'setup.unknownSize' })
  size?: SampleSize;
}

class SampleProgressView {
  @ApiProperty({ description: 'Rows.' })
  done!: number;

  @ApiProperty({ description: 'Rows.' })
  total!: number;
}

class SetupStateView implements SetupState {
  @ApiProperty({ enum: ['fresh', 'loading', 'ready'] })
  state!: SetupState['state'];

  @ApiPropertyOptional({ type: SampleProgressView })
  progress?: SampleProgressView;

  @ApiProperty()
  sampleLoaded!: boolean;

  @ApiProperty({ description: 'The last load or removal broke off and may be tried again.' })
  failed!: boolean;
}

/** The first choice of a new installation. */
@ApiTags('Setup')
@Controller('setup')
export class SetupController {
  constructor(private readonly setup: SetupService) {}

  @Get()
  @Policy('signedIn')
  @OpenToViewers()
  @ApiOperation({
    summary: 'Get the state of the set-up',
    description: '`fresh` until somebody chose between the sample company and an empty start.',
  })
  @ApiOkResponse({ type: SetupStateView })
  @ApiProblems(401)
  get(): Promise<SetupState> {
    return this.setup.state();
  }

  @Post('empty')
  @HttpCode(200)
  @Policy({ setting: 'setting' })
  @ApiOperation({ summary: 'Start empty', description: 'Chooses to begin without the sample company.' })
  @ApiOkResponse({ type: SetupStateView })
  @ApiProblems(401, 403, 409)
  startEmpty(): Promise<SetupState> {
    return this.setup.startEmpty();
  }

  @Post('sample')
  @HttpCode(202)
  @Policy({ setting: 'setting' })
  @ApiOperation({
    summary: 'Load the sample company',
    description: 'Works in the background; follow it with `GET /setup`. You get customers and open work of your own.',
  })
  @ApiAcceptedResponse({ type: SetupStateView })
  @ApiProblems(400, 401, 403, 409, 503)
  load(@Body() body: SampleBody): Promise<SetupState> {
    return this.setup.beginLoad(body.size ?? 'small', currentPrincipal().userId);
  }

  @Delete('sample')
  @HttpCode(202)
  @Policy({ setting: 'setting' })
  @ApiOperation({
    summary: 'Remove the sample company',
    description: 'Removes what the sample brought and nothing else, in the background.',
  })
  @ApiAcceptedResponse({ type: SetupStateView })
  @ApiProblems(401, 403, 409, 503)
  remove(): Promise<SetupState> {
    return this.setup.beginRemove();
  }
}
