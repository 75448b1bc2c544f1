import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import { Policy } from '../../access/policy.js';
import { currentLocale } from '../../context/request-context.js';
import { DataDoor } from '../../database/data-door.js';
import { Problem } from '../../errors/problem.js';
import { ApiProblems } from '../../http/api-problems.js';
import { say } from '../../i18n/messages.js';
import { newId } from '../../records/new-id.js';
import { SettingAreaRoutes } from '../../settings/areas/setting-area-routes.js';
import { plainAddress } from './mail-address.js';
import { renderMail } from './mail-content.js';
import { MAIL_SETTINGS } from './mail-settings.js';
import { Smtp } from './smtp.js';

/** Where to send a test. */
export class TestMailBody {
  @ApiProperty({ example: 'sara.moradi@example.ir', maxLength: 320 })
  @IsString({ message: 'email.invalid' })
  @MaxLength(320, { message: 'email.invalid' })
  to!: string;
}

/** A message of the outbox, without its content. */
export class OutboxItem {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ example: 'invitation' })
  kind!: string;

  @ApiProperty({ example: 'sara.moradi@example.ir' })
  address!: string;

  @ApiProperty({ example: 'دعوت به سامانه' })
  subject!: string;

  @ApiProperty({ enum: ['pending', 'claimed', 'sent', 'failed', 'unknown'] })
  state!: string;

  @ApiProperty({ example: 1 })
  attempts!: number;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  endedAt!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'outbound.refused' })
  fault!: string | null;
}

class OutboxList {
  @ApiProperty({ type: [OutboxItem] })
  data!: OutboxItem[];
}

class SentAnswer {
  @ApiProperty({ example: true })
  sent!: boolean;
}

@Controller('settings/mail')
export class MailSettingsController extends SettingAreaRoutes(MAIL_SETTINGS) {}

/** Trying the mail server, and what it did lately. */
@ApiTags('Settings')
@Controller('settings/mail')
export class MailController {
  constructor(
    private readonly smtp: Smtp,
    private readonly door: DataDoor,
  ) {}

  @Post('test')
  @HttpCode(200)
  @Policy({ setting: 'setting' })
  @ApiOperation({
    summary: 'Send a test message',
    description: 'Sends one message with the saved settings at once, and says what the mail server said.',
  })
  @ApiOkResponse({ type: SentAnswer })
  @ApiProblems(400, 401, 403, 422)
  async test(@Body() { to }: TestMailBody): Promise<SentAnswer> {
    const address = plainAddress(to);
    if (!address) throw Problem.invalid('body.invalid', [{ path: 'to', code: 'email.invalid' }]);
    const locale = currentLocale();
    const rendered = renderMail({
      locale,
      subject: say(locale, 'mail.test.subject'),
      blocks: [{ kind: 'text', text: say(locale, 'mail.test.text') }],
    });
    const outcome = await this.smtp.send({ ...rendered, address, id: newId() });
    if (outcome.state !== 'sent') throw new Problem(422, outcome.code, { params: { ...outcome } });
    return { sent: true };
  }

  @Get('outbox')
  @Policy({ setting: 'setting' })
  @ApiOperation({
    summary: 'List the latest messages',
    description: 'The 100 latest messages that the product has written, and what became of them; never what they say.',
  })
  @ApiOkResponse({ type: OutboxList })
  @ApiProblems(401, 403)
  async outbox(): Promise<OutboxList> {
    const data = await this.door.read((uow) =>
      uow.elevated('list of mail', () =>
        uow.query<OutboxItem>(
          `select id, kind, address, subject, state, attempts, created_at as "createdAt", ended_at as "endedAt", fault
           from mail_outbox order by created_at desc, id desc limit 100`,
        ),
      ),
    );
    return { data };
  }
}
