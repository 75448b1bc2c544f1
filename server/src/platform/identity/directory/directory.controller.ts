import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import {
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
  ApiPropertyOptional,
  ApiTags,
} from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { Policy } from '../../access/policy.js';
import type { UnitOfWork } from '../../database/unit-of-work.js';
import { ApiProblems } from '../../http/api-problems.js';
import { SettingAreaRoutes } from '../../settings/areas/setting-area-routes.js';
import { checkExternal } from '../external/external-settings.js';
import { DIRECTORY_SETTINGS, type DirectorySettings } from './directory-settings.js';
import { type DirectoryRun, DirectorySync } from './directory-sync.js';
import { DirectoryService, type DirectoryTest } from './directory.service.js';

@Controller('settings/directory')
export class DirectorySettingsController extends SettingAreaRoutes(DIRECTORY_SETTINGS) {
  override check(uow: UnitOfWork, values: DirectorySettings): Promise<void> {
    return checkExternal(uow, values);
  }
}

/** A name to look for while the settings are tried. */
export class TestDirectoryBody {
  @ApiPropertyOptional({ example: 'sara.moradi', maxLength: 200 })
  @IsOptional()
  @IsString({ message: 'field.notText' })
  @MaxLength(200, { message: 'field.tooLong' })
  username?: string;
}

class DirectoryTestAnswer {
  @ApiProperty({ example: 84, description: 'People that the filter finds.' })
  people!: number;

  @ApiProperty({
    type: 'object',
    nullable: true,
    additionalProperties: true,
    description: 'The person of the name, as the directory tells of them.',
    example: { dn: 'CN=Sara Moradi,OU=Staff,DC=arman,DC=lan', username: 'sara.moradi', groups: [] },
  })
  person!: object | null;
}

class DirectoryRunView {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ format: 'date-time' })
  beganAt!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  endedAt!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'outbound.timeout' })
  fault!: string | null;

  @ApiProperty({ example: 84 })
  seen!: number;

  @ApiProperty({
    type: 'array',
    items: { type: 'object', additionalProperties: true, example: { username: 'sara.moradi', what: 'disabled' } },
  })
  changes!: object[];
}

class DirectoryRunList {
  @ApiProperty({ type: [DirectoryRunView] })
  data!: DirectoryRunView[];
}

/** Trying the directory, and comparing it with the users. */
@ApiTags('Settings')
@Controller('settings/directory')
export class DirectoryController {
  constructor(
    private readonly directory: DirectoryService,
    private readonly comparison: DirectorySync,
  ) {}

  @Post('test')
  @HttpCode(200)
  @Policy({ setting: 'setting' })
  @ApiOperation({
    summary: 'Try the directory',
    description: 'Connects with the saved settings, counts the people, and looks for a name. Changes nothing.',
  })
  @ApiOkResponse({ type: DirectoryTestAnswer })
  @ApiProblems(400, 401, 403, 422)
  test(@Body() { username }: TestDirectoryBody): Promise<DirectoryTest> {
    return this.directory.test(username);
  }

  @Post('sync')
  @HttpCode(204)
  @Policy({ setting: 'setting' })
  @ApiOperation({
    summary: 'Compare the directory now',
    description: 'Asks for a comparison in the background; `runs` tells what it did.',
  })
  @ApiNoContentResponse()
  @ApiProblems(401, 403)
  sync(): Promise<void> {
    return this.comparison.ask();
  }

  @Get('runs')
  @Policy({ setting: 'setting' })
  @ApiOperation({
    summary: 'List comparisons with the directory',
    description: 'The latest twenty, and what each of them changed.',
  })
  @ApiOkResponse({ type: DirectoryRunList })
  @ApiProblems(401, 403)
  async runs(): Promise<{ data: DirectoryRun[] }> {
    return { data: await this.comparison.list() };
  }
}
