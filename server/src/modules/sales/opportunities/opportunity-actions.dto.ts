import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, IsUUID, Matches, MaxLength } from 'class-validator';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

export class WinBody {
  /** Day of the order, Gregorian ISO, not in the future; today when absent. */
  @ApiPropertyOptional({ format: 'date' })
  @IsOptional()
  @Matches(DAY, { message: 'field.notDate' })
  closedOn?: string;

  /** Why it was won. */
  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @MaxLength(500)
  reason?: string;
}

export class LoseBody {
  /** Reason from the list of loss reasons. */
  @IsUUID('all')
  lossReasonId!: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  note?: string;

  /** Account of the competitor that got the order. */
  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID('all')
  competitorId?: string;

  /** Day on which it was lost, Gregorian ISO, not in the future; today when absent. */
  @ApiPropertyOptional({ format: 'date' })
  @IsOptional()
  @Matches(DAY, { message: 'field.notDate' })
  closedOn?: string;
}

export class MoveBody {
  /** Stage of the opportunity's own pipeline. */
  @IsUUID('all')
  stageId!: string;

  /** The card of that stage below which it goes; on top of the column when absent. */
  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID('all')
  afterId?: string;
}
