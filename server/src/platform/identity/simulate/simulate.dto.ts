import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsArray, IsOptional, IsUUID } from 'class-validator';
import type { FieldLimit, Grant } from '../../access/grants.js';
import type { FieldLevel } from '../../access/principal.js';

const LEVELS = ['hidden', 'masked', 'read', 'write'];

/** A role as it would be saved. */
export class SimulateBody {
  @ApiPropertyOptional({
    format: 'uuid',
    description: 'The role that would be changed; a new one, which nobody holds, when absent.',
  })
  @IsOptional()
  @IsUUID('all', { message: 'field.notId' })
  roleId?: string;

  @ApiProperty({
    type: 'array',
    items: { type: 'object', additionalProperties: true },
    example: [{ recordType: 'account', action: 'view', scope: 'branch' }],
  })
  @IsArray({ message: 'field.notList' })
  grants!: Grant[];

  @ApiProperty({
    type: 'array',
    items: { type: 'object', additionalProperties: true },
    example: [{ recordType: 'contact', field: 'mobile', level: 'masked' }],
  })
  @IsArray({ message: 'field.notList' })
  fields!: FieldLimit[];
}

/** A record that somebody would see, or would see no longer. */
export class SimulatedExample {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ type: String, nullable: true })
  title!: string | null;
}

/** What changes for one person with one record type. */
export class SimulatedReach {
  @ApiProperty({ format: 'uuid' })
  userId!: string;

  @ApiProperty({ example: 'سارا مرادی' })
  userName!: string;

  @ApiProperty({ example: 'account' })
  recordType!: string;

  @ApiProperty({ example: 120, description: 'Records that they would see in addition, counted up to 10,001.' })
  gained!: number;

  @ApiProperty({ example: 0, description: 'Records that they would see no longer, counted up to 10,001.' })
  lost!: number;

  @ApiProperty({ type: [SimulatedExample] })
  gainedExamples!: SimulatedExample[];

  @ApiProperty({ type: [SimulatedExample] })
  lostExamples!: SimulatedExample[];
}

/** A field whose level changes for people. */
export class SimulatedField {
  @ApiProperty({ example: 'contact' })
  recordType!: string;

  @ApiProperty({ example: 'mobile' })
  field!: string;

  @ApiProperty({ enum: LEVELS })
  from!: FieldLevel;

  @ApiProperty({ enum: LEVELS })
  to!: FieldLevel;

  @ApiProperty({ type: [String], example: ['سارا مرادی'], description: 'Names of the people.' })
  users!: string[];
}

/** An action that people gain or lose on a type, or whose scope changes. */
export class SimulatedAction {
  @ApiProperty({ example: 'account' })
  recordType!: string;

  @ApiProperty({ example: 'export' })
  action!: string;

  @ApiProperty({ example: 'own' })
  from!: string;

  @ApiProperty({ example: 'none' })
  to!: string;

  @ApiProperty({ type: [String], example: ['سارا مرادی'], description: 'Names of the people.' })
  users!: string[];
}

export class SimulateAnswer {
  @ApiProperty({ description: 'People who hold the role and whom you see.' })
  holders!: number;

  @ApiProperty({ description: 'Holders whom you do not see; nothing is told of them.' })
  hiddenHolders!: number;

  @ApiProperty({ type: [SimulatedReach] })
  reaches!: SimulatedReach[];

  @ApiProperty({ type: [SimulatedField] })
  fields!: SimulatedField[];

  @ApiProperty({ type: [SimulatedAction] })
  actions!: SimulatedAction[];

  @ApiProperty({ description: 'False when there were too many people and types to count all in time.' })
  complete!: boolean;
}
