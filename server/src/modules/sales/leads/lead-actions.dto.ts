import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsNotEmpty, IsObject, IsOptional, IsString, IsUUID, MaxLength, ValidateIf } from 'class-validator';

export class AssignBody {
  @ApiPropertyOptional({ format: 'uuid', description: 'Who gets the lead; absent: the rules of assignment decide.' })
  @IsOptional()
  @IsUUID('all')
  ownerId?: string;
}

export class DisqualifyBody {
  @ApiProperty({ description: 'Why nothing will come of it.', maxLength: 500, example: 'شماره اشتباه است' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(500)
  reason!: string;
}

const RECORD = { type: 'object', additionalProperties: true } as const;

export class ConvertBody {
  @ApiPropertyOptional({
    format: 'uuid',
    description: 'An account that is there already; without it and without `account` one is made from the lead.',
  })
  @IsOptional()
  @IsUUID('all')
  accountId?: string;

  @ApiPropertyOptional({
    ...RECORD,
    description: "Fields of the new account that the lead doesn't know or that shall differ.",
    example: { industry: 'فولاد' },
  })
  @IsOptional()
  @IsObject()
  account?: Record<string, unknown>;

  @ApiPropertyOptional({ format: 'uuid', description: 'A contact that is there already.' })
  @IsOptional()
  @IsUUID('all')
  contactId?: string;

  @ApiPropertyOptional({ ...RECORD, description: 'Fields of the new contact.', example: { jobTitle: 'مدیر خرید' } })
  @IsOptional()
  @IsObject()
  contact?: Record<string, unknown>;

  @ApiPropertyOptional({
    ...RECORD,
    nullable: true,
    description: 'Fields of the new opportunity; `null` makes none.',
    example: { name: 'فروش دو دستگاه برش' },
  })
  @ValidateIf((body: ConvertBody) => body.opportunity !== undefined && body.opportunity !== null)
  @IsObject()
  opportunity?: Record<string, unknown> | null;
}
