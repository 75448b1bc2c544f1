import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import { Policy } from '../../access/policy.js';
import { ApiProblems } from '../../http/api-problems.js';
import { OneTimeAnswer } from '../../http/one-time-answer.js';
import { routeType } from '../record-type.js';
import { FieldReveal, type RevealedValue } from './field-reveal.js';

/** Which masked field to uncover. */
export class RevealRequest {
  @ApiProperty({ description: 'A field that your roles mask.', example: 'mobile', maxLength: 100 })
  @IsString({ message: 'field.notText' })
  @MaxLength(100, { message: 'field.unknown' })
  field!: string;
}

@ApiTags('Access')
@Controller(':resource/:id/reveal')
export class RevealController {
  constructor(private readonly reveals: FieldReveal) {}

  @Post()
  @HttpCode(200)
  @OneTimeAnswer()
  @Policy('signedIn')
  @ApiOperation({
    summary: 'Uncover a masked value',
    description:
      'Answers the value of one field that your roles mask, once. It is written into the history of the record who uncovered it and when. At most 20 a minute.',
  })
  @ApiParam({ name: 'resource', description: 'Resource of any record type.', example: 'contacts' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({
    schema: {
      type: 'object',
      required: ['field', 'value'],
      properties: {
        field: { type: 'string' },
        value: { description: 'As the record shows it to whoever may read it.' },
      },
      example: { field: 'mobile', value: '+989121236789' },
    },
  })
  @ApiProblems(400, 401, 403, 404, 422, 429)
  reveal(
    @Param('resource') resource: string,
    @Param('id') id: string,
    @Body() { field }: RevealRequest,
  ): Promise<RevealedValue> {
    return this.reveals.reveal(routeType(resource), id, field);
  }
}
