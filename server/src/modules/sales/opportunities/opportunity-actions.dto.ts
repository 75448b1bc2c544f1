import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, IsUUID, Matches, MaxLength } from 'class-validator';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

export class WinBody {
  @ApiPropertyOptional({ format: 'date', description: 'Day of the order, not in the future; today when absent.' })
  @IsOptional()
  @Matches(DAY, { message: 'field.notDate' })
  closedOn?: string;

  @ApiPropertyOptional({ description: 'Why it was won.', maxLength: 500, example: 'زمان تحویل' })
  @IsOptional()
  @IsString()
  @MaxLength(500)
  reason?: string;
}

export class LoseBody {
  @ApiProperty({ format: 'uuid', description: 'From the list of loss reasons.' })
  @IsUUID('all')
  lossReasonId!: string;

  @ApiPropertyOptional({ maxLength: 2000, example: 'رقیب ده درصد ارزان‌تر بود.' })
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  note?: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'Account of the competitor that got the order.' })
  @IsOptional()
  @IsUUID('all')
  competitorId?: string;

  @ApiPropertyOptional({
    format: 'date',
    description: 'Day on which it was lost, not in the future; today when absent.',
  })
  @IsOptional()
  @Matches(DAY, { message: 'field.notDate' })
  closedOn?: string;
}

export class MoveBody {
  @ApiProperty({ format: 'uuid', description: "A stage of the opportunity's own pipeline." })
  @IsUUID('all')
  stageId!: string;

  @ApiPropertyOptional({
    format: 'uuid',
    description: 'The card of that stage below which it goes; on top of the column when absent.',
  })
  @IsOptional()
  @IsUUID('all')
  afterId?: string;
}
