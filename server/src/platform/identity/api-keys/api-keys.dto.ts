import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  IsArray,
  IsInt,
  IsISO8601,
  IsOptional,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  Min,
  MinLength,
} from 'class-validator';
import { ACTIONS } from '../../access/principal.js';

const SCOPES = {
  type: 'array' as const,
  nullable: true,
  items: {
    type: 'object' as const,
    required: ['recordType', 'actions'],
    properties: {
      recordType: { type: 'string' as const, example: 'account' },
      actions: { type: 'array' as const, items: { type: 'string' as const, enum: [...ACTIONS] as string[] } },
    },
  },
  description: 'What the key may be used for; null for all that its user may do. Never more than the user.',
  example: [{ recordType: 'account', actions: ['view', 'edit'] }],
};

/** A key to be made. */
export class ApiKeyBody {
  @ApiProperty({ example: 'حسابداری', maxLength: 200 })
  @IsString({ message: 'apiKey.nameMissing' })
  @MinLength(1, { message: 'apiKey.nameMissing' })
  @MaxLength(200, { message: 'apiKey.nameMissing' })
  name!: string;

  @ApiProperty({
    format: 'uuid',
    description: 'The integration user that the key acts as; its roles are the rights of the key.',
  })
  @IsUUID('all', { message: 'field.notId' })
  userId!: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'The key is refused from then on; never when absent.' })
  @IsOptional()
  @IsISO8601({ strict: true, strictSeparator: true }, { message: 'field.notInstant' })
  expiresAt?: string;

  @ApiPropertyOptional(SCOPES)
  @IsOptional()
  @IsArray({ message: 'field.notList' })
  @ArrayMaxSize(200, { message: 'field.tooMany' })
  scopes?: unknown[] | null;

  @ApiPropertyOptional({
    type: [String],
    example: ['10.0.0.0/24', '192.0.2.7'],
    description: 'Addresses or networks that the key may be used from; anywhere when empty.',
  })
  @IsOptional()
  @IsArray({ message: 'field.notList' })
  @ArrayMaxSize(100, { message: 'field.tooMany' })
  allowedIps?: unknown[];
}

/** How a key is replaced. */
export class RotateBody {
  @ApiPropertyOptional({ default: 24, minimum: 0, maximum: 720, description: 'For so long both keys are good.' })
  @IsOptional()
  @IsInt({ message: 'field.notInteger' })
  @Min(0, { message: 'field.tooSmall' })
  @Max(720, { message: 'field.tooLarge' })
  overlapHours?: number;

  @ApiPropertyOptional({ format: 'date-time', description: 'When the new key ends; never when absent.' })
  @IsOptional()
  @IsISO8601({ strict: true, strictSeparator: true }, { message: 'field.notInstant' })
  expiresAt?: string;
}

/** A key as it is listed: never the secret. */
export class ApiKeyView {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ example: 'حسابداری' })
  name!: string;

  @ApiProperty({ format: 'uuid' })
  userId!: string;

  @ApiProperty({ example: '3f9c1a7be204', description: 'What the key begins with after `pk_`.' })
  prefix!: string;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  expiresAt!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'To the minute.' })
  lastUsedAt!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  revokedAt!: string | null;

  @ApiProperty(SCOPES)
  scopes!: unknown[] | null;

  @ApiProperty({ type: [String], example: ['10.0.0.0/24'] })
  allowedIps!: string[];

  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'The key that it took the place of.' })
  replacesId!: string | null;
}

/** The answer to making a key: the only time that the key itself is shown. */
export class NewApiKeyView extends ApiKeyView {
  @ApiProperty({ example: 'pk_3f9c1a7be204_…', description: 'Shown this once; only its hash is kept.' })
  key!: string;
}

export class ApiKeyList {
  @ApiProperty({ type: [ApiKeyView] })
  data!: ApiKeyView[];
}
