import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsObject, IsOptional, IsString, MaxLength } from 'class-validator';
import { OUTCOMES } from './activity-choices.js';

const VALUES = OUTCOMES.map((outcome) => outcome.value);

/** How an activity ended, and what comes next. */
export class CompleteActivity {
  @ApiPropertyOptional({ enum: VALUES })
  @IsOptional()
  @IsIn(VALUES)
  outcome?: string;

  @ApiPropertyOptional({ description: 'Minutes of a meeting, or what was said.', maxLength: 20_000 })
  @IsOptional()
  @IsString()
  @MaxLength(20_000)
  minutes?: string;

  @ApiPropertyOptional({
    description:
      'The next activity on the same record; its subject, type and due time. Account, contact and record are taken over.',
    type: 'object',
    additionalProperties: true,
    example: { type: 'call', subject: 'پیگیری پیش‌فاکتور', dueAt: '2026-11-25T06:30:00Z' },
  })
  @IsOptional()
  @IsObject()
  nextStep?: Record<string, unknown>;
}

/** The completed activity and the next step that was planned with it. */
export class CompletedActivity {
  @ApiProperty({ type: 'object', additionalProperties: true })
  activity!: Record<string, unknown>;

  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true })
  nextStep!: Record<string, unknown> | null;
}
