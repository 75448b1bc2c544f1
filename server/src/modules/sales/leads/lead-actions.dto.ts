import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsNotEmpty, IsObject, IsOptional, IsString, IsUUID, MaxLength, ValidateIf } from 'class-validator';

export class AssignBody {
  /** Who gets the lead; absent: the rules of assignment decide. */
  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID('all')
  ownerId?: string;
}

export class DisqualifyBody {
  /** Why nothing will come of it. */
  @IsString()
  @IsNotEmpty()
  @MaxLength(500)
  reason!: string;
}

const RECORD = { type: 'object', additionalProperties: true } as const;

export class ConvertBody {
  /** An account that is there already; without it and without `account` one is made from the lead. */
  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID('all')
  accountId?: string;

  /** Fields of the new account that the lead doesn't know or that shall differ. */
  @ApiPropertyOptional(RECORD)
  @IsOptional()
  @IsObject()
  account?: Record<string, unknown>;

  /** A contact that is there already. */
  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID('all')
  contactId?: string;

  /** Fields of the new contact. */
  @ApiPropertyOptional(RECORD)
  @IsOptional()
  @IsObject()
  contact?: Record<string, unknown>;

  /** Fields of the new opportunity; `null` makes none. */
  @ApiPropertyOptional({ ...RECORD, nullable: true })
  @ValidateIf((body: ConvertBody) => body.opportunity !== undefined && body.opportunity !== null)
  @IsObject()
  opportunity?: Record<string, unknown> | null;
}
