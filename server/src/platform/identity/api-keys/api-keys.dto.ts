import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsISO8601, IsOptional, IsString, IsUUID, MaxLength, MinLength } from 'class-validator';

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
