import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';

export const SHARE_LEVELS = ['view', 'edit'] as const;
export const SHARE_KINDS = ['share', 'collaborator'] as const;

/** With whom to share a record: a person or a team. Sharing again with the same one replaces what was said before. */
export class ShareBody {
  @ApiPropertyOptional({ format: 'uuid', description: 'A person; either this or `teamId`.' })
  @IsOptional()
  @IsUUID('all', { message: 'field.notId' })
  userId?: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'A team with all its members, also future ones.' })
  @IsOptional()
  @IsUUID('all', { message: 'field.notId' })
  teamId?: string;

  @ApiProperty({ enum: SHARE_LEVELS, example: 'view' })
  @IsIn(SHARE_LEVELS, { message: 'share.level' })
  level!: (typeof SHARE_LEVELS)[number];

  @ApiPropertyOptional({
    enum: SHARE_KINDS,
    default: 'share',
    description: 'A collaborator is a person who works on the record beside its owner, with `edit`.',
  })
  @IsOptional()
  @IsIn(SHARE_KINDS, { message: 'share.kind' })
  kind?: (typeof SHARE_KINDS)[number];

  @ApiPropertyOptional({ maxLength: 500, example: 'پیگیری قرارداد در نبود مسئول' })
  @IsOptional()
  @IsString({ message: 'field.notText' })
  @MaxLength(500, { message: 'field.tooLong' })
  reason?: string;

  @ApiPropertyOptional({
    type: String,
    format: 'date',
    description: 'The last day on which it is open, in Tehran; without end when absent.',
    example: '2026-12-20',
  })
  @IsOptional()
  @IsString({ message: 'field.notDate' })
  endsOn?: string;
}

/** One share that is open now. */
export class ShareView {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  userId!: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  teamId!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Of the person or the team, as far as you may know them.' })
  name!: string | null;

  @ApiProperty({ enum: SHARE_LEVELS })
  level!: (typeof SHARE_LEVELS)[number];

  @ApiProperty({ enum: SHARE_KINDS })
  kind!: (typeof SHARE_KINDS)[number];

  @ApiProperty({ type: String, nullable: true })
  reason!: string | null;

  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'The last day, in Tehran.' })
  endsOn!: string | null;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  createdBy!: string | null;
}

/** The open shares of a record, and what the caller may do with them. */
export class ShareList {
  @ApiProperty({ type: [ShareView] })
  data!: ShareView[];

  @ApiProperty({ description: 'Whether you may share this record and end its shares.' })
  mayShare!: boolean;

  @ApiProperty({ description: 'Whether you may share it for editing: nobody shares more than they hold.' })
  mayShareEdit!: boolean;
}
