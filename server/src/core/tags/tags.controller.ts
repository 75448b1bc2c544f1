import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { Policy } from '../../platform/access/policy.js';
import { OpenToViewers } from '../../platform/access/viewing.js';
import { ApiProblems } from '../../platform/http/api-problems.js';
import { TagSuggestions } from './tag-suggestions.js';

@ApiTags('Tags')
@Controller('tags')
export class TagsController {
  constructor(private readonly suggestions: TagSuggestions) {}

  @Get()
  @Policy('signedIn')
  @OpenToViewers()
  @ApiOperation({
    summary: 'Suggest tags',
    description: 'Tags in use on records of the type that you see, those that begin with `q` first.',
  })
  @ApiQuery({ name: 'type', description: 'Record type.', example: 'account' })
  @ApiQuery({ name: 'q', required: false })
  @ApiOkResponse({
    schema: { type: 'object', properties: { data: { type: 'array', items: { type: 'string', example: 'نمایشگاه' } } } },
  })
  @ApiProblems(400, 401, 403)
  async suggest(@Query('type') type?: string, @Query('q') q?: string): Promise<{ data: string[] }> {
    return { data: await this.suggestions.suggest(type, q) };
  }
}
