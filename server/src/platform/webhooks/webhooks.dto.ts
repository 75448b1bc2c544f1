import { ApiProperty, ApiPropertyOptional, PartialType } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsISO8601,
  IsOptional,
  IsString,
  IsUUID,
  MaxLength,
  MinLength,
} from 'class-validator';

const EVENTS = {
  type: 'array' as const,
  items: {
    type: 'object' as const,
    required: ['recordType', 'actions'],
    properties: {
      recordType: { type: 'string' as const, example: 'account' },
      actions: {
        type: 'array' as const,
        items: { type: 'string' as const, enum: ['created', 'updated', 'deleted', 'restored'] },
      },
      filter: {
        type: 'object' as const,
        nullable: true,
        additionalProperties: true,
        description: 'In the filter language.',
      },
    },
  },
  example: [{ recordType: 'account', actions: ['created', 'updated'] }],
};

/** A webhook to be made. */
export class WebhookBody {
  @ApiProperty({ example: 'حسابداری', maxLength: 200 })
  @IsString({ message: 'webhook.nameMissing' })
  @MinLength(1, { message: 'webhook.nameMissing' })
  @MaxLength(200, { message: 'webhook.nameMissing' })
  name!: string;

  @ApiProperty({
    example: 'https://erp.example.ir/peyvand',
    description: 'http or https. A place inside the network must be on the list of `/settings/outbound`.',
  })
  @IsString({ message: 'field.notText' })
  @MaxLength(2_000, { message: 'field.tooLong' })
  url!: string;

  @ApiProperty({ format: 'uuid', description: 'The integration user whose rights decide what is sent.' })
  @IsUUID('all', { message: 'field.notId' })
  userId!: string;

  @ApiProperty({ ...EVENTS, description: 'One line for each record type.' })
  @IsArray({ message: 'field.notList' })
  events!: unknown[];

  @ApiPropertyOptional({ default: true })
  @IsOptional()
  @IsBoolean({ message: 'field.notBoolean' })
  active?: boolean;
}

/** What of a webhook is to be changed. */
export class WebhookPatch extends PartialType(WebhookBody) {}

/** Which deliveries to send again: these, or all that were made in a span of time. */
export class ReplayBody {
  @ApiPropertyOptional({ type: [String], format: 'uuid', maxItems: 1000 })
  @IsOptional()
  @IsArray({ message: 'field.notList' })
  @ArrayMaxSize(1_000, { message: 'field.tooMany' })
  @IsUUID('all', { each: true, message: 'field.notId' })
  deliveryIds?: string[];

  @ApiPropertyOptional({ format: 'date-time' })
  @IsOptional()
  @IsISO8601({ strict: true, strictSeparator: true }, { message: 'field.notInstant' })
  from?: string;

  @ApiPropertyOptional({ format: 'date-time' })
  @IsOptional()
  @IsISO8601({ strict: true, strictSeparator: true }, { message: 'field.notInstant' })
  to?: string;
}

export class ReplayAnswer {
  @ApiProperty({ example: 12, description: 'Deliveries that wait to be sent again, with the ids they had.' })
  replayed!: number;
}

/** A webhook as it is listed: never the secret. */
export class WebhookView {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ example: 'حسابداری' })
  name!: string;

  @ApiProperty({ example: 'https://erp.example.ir/peyvand' })
  url!: string;

  @ApiProperty({ format: 'uuid' })
  userId!: string;

  @ApiProperty(EVENTS)
  events!: unknown[];

  @ApiProperty()
  active!: boolean;

  @ApiProperty({
    type: String,
    nullable: true,
    enum: ['failing', 'gone', 'userGone', null],
    description: 'Why the server itself switched it off.',
  })
  disabledReason!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  failingSince!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  lastDeliveredAt!: string | null;

  @ApiProperty({ example: 0, description: 'Events that wait to be sent.' })
  waiting!: number;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Until then both secrets sign.' })
  previousUntil!: string | null;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
}

/** The answer to making a webhook, or a new secret: the only time that the secret is shown. */
export class NewWebhookView extends WebhookView {
  @ApiProperty({ example: 'whsec_…', description: 'Shown this once.' })
  secret!: string;
}

export class WebhookList {
  @ApiProperty({ type: [WebhookView] })
  data!: WebhookView[];
}

/** One event on its way to one webhook. */
export class DeliveryView {
  @ApiProperty({ format: 'uuid', description: 'The `webhook-id`, the same in every attempt.' })
  id!: string;

  @ApiProperty({ example: 'account.updated' })
  event!: string;

  @ApiProperty({ type: String, nullable: true, example: 'account' })
  recordType!: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  recordId!: string | null;

  @ApiProperty({
    enum: ['waiting', 'delivered', 'failed', 'skipped'],
    description: '`skipped`: the user may not see it, or the filter leaves it out.',
  })
  state!: string;

  @ApiProperty({ example: 1 })
  attempts!: number;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  nextAt!: string | null;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  endedAt!: string | null;

  @ApiProperty({ type: Number, nullable: true, example: 200 })
  status!: number | null;

  @ApiProperty({ type: String, nullable: true, example: 'outbound.timeout' })
  fault!: string | null;

  @ApiProperty({ type: Number, nullable: true, example: 84 })
  tookMs!: number | null;

  @ApiProperty({
    type: Object,
    nullable: true,
    additionalProperties: true,
    example: { headers: { 'webhook-signature': 'v1,…' }, body: { type: 'account.updated', data: { after: ['city'] } } },
    description: 'The last request: its headers without the signature, its body with names of fields and no values.',
  })
  request!: Record<string, unknown> | null;

  @ApiProperty({
    type: String,
    nullable: true,
    example: 'ok',
    description: 'The first 1,000 characters of the last answer.',
  })
  answer!: string | null;
}

export class DeliveryList {
  @ApiProperty({ type: [DeliveryView] })
  data!: DeliveryView[];

  @ApiProperty({ type: String, nullable: true })
  nextCursor!: string | null;
}
