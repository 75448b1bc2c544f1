import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import MailComposer from 'nodemailer/lib/mail-composer/index.js';
import SMTPConnection from 'nodemailer/lib/smtp-connection/index.js';
import { Problem } from '../../errors/problem.js';
import { Outbound } from '../../outbound/outbound.js';
import { OutboundError, outboundError } from '../../outbound/outbound-error.js';
import { type AreaState, secretOf, SettingAreas } from '../../settings/areas/setting-areas.service.js';
import type { RenderedMail } from './mail-content.js';
import { MAIL_SETTINGS } from './mail-settings.js';

const PATIENCE_MS = 15_000;

type MailState = AreaState<ReturnType<typeof MAIL_SETTINGS.schema.parse>, 'password'>;

/** A message with the one address that it goes to. */
export interface OutgoingMail extends RenderedMail {
  readonly address: string;
  /** Makes the `Message-ID`, the same in every attempt. */
  readonly id: string;
}

/**
 * How an attempt ended. `later`: the server has not taken it, another attempt does no harm. `refused`: it never will.
 * `unknown`: it had the whole message, and said nothing; another attempt might send it twice.
 */
export type MailOutcome =
  | { readonly state: 'sent' }
  | {
      readonly state: 'later' | 'refused' | 'unknown';
      readonly code: string;
      readonly place: string;
      readonly detail: string;
    };

interface SmtpFault extends Error {
  readonly code?: string;
  readonly responseCode?: number;
  readonly response?: string;
  readonly command?: string;
}

/** The message, and whether any of it has been handed to the server: it is read only after the server said "go on". */
class Content extends Readable {
  begun = false;

  constructor(private readonly bytes: Buffer) {
    super();
  }

  override _read(): void {
    this.begun = true;
    this.push(this.bytes);
    this.push(null);
  }
}

/** Hands messages to the company's mail server. */
@Injectable()
export class Smtp {
  constructor(
    private readonly areas: SettingAreas,
    private readonly outbound: Outbound,
  ) {}

  /** One attempt to send one message. Never throws for what the server, the network or the settings did. */
  async send(mail: OutgoingMail): Promise<MailOutcome> {
    const settings = await this.areas.current(MAIL_SETTINGS);
    const place = `${settings.values.host}:${settings.values.port}`;
    if (!settings.values.enabled) return { state: 'later', code: 'mail.off', place, detail: '' };
    const content = new Content(await compose(mail, settings));
    let connection: SMTPConnection | undefined;
    try {
      connection = await this.connect(settings);
      await talk(connection, (done) =>
        connection?.send({ from: settings.values.from, to: [mail.address] }, content, done),
      );
      connection.quit();
      return { state: 'sent' };
    } catch (error) {
      connection?.close();
      return { ...outcomeOf(error as SmtpFault, content.begun, place), place };
    }
  }

  private async connect(settings: MailState): Promise<SMTPConnection> {
    const { host, port, security, user } = settings.values;
    const target = await this.outbound.target(host, port, PATIENCE_MS);
    const password = secretOf(settings, 'password');
    const connection = new SMTPConnection({
      host: target.address,
      port,
      secure: security === 'tls',
      requireTLS: security === 'starttls',
      ignoreTLS: security === 'none',
      tls: target.tls,
      connectionTimeout: PATIENCE_MS,
      greetingTimeout: PATIENCE_MS,
      socketTimeout: PATIENCE_MS,
    });
    try {
      await talk(connection, (done) => connection.connect((error?: Error | null) => done(error ?? null)));
      if (user !== '' && password !== undefined)
        await talk(connection, (done) => connection.login({ credentials: { user, pass: password } }, done));
      return connection;
    } catch (error) {
      connection.close();
      throw error;
    }
  }
}

/** One step of the talk; what goes wrong beside it ends it as well. */
function talk(connection: SMTPConnection, step: (done: (error: Error | null) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (error: Error) => reject(error);
    connection.once('error', fail);
    step((error) => {
      connection.off('error', fail);
      // Whatever the socket says after its last step is nobody's business any more.
      connection.on('error', () => undefined);
      if (error) reject(error);
      else resolve();
    });
  });
}

async function compose(mail: OutgoingMail, { values }: MailState): Promise<Buffer> {
  const domain = values.from.split('@')[1] ?? 'localhost';
  const message = new MailComposer({
    from: { name: values.fromName, address: values.from },
    to: { name: '', address: mail.address },
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    messageId: `<${mail.id}@${domain}>`,
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return message.compile().build();
}

type Failure = Omit<Exclude<MailOutcome, { state: 'sent' }>, 'place'>;

function outcomeOf(error: SmtpFault, begun: boolean, place: string): Failure {
  const { responseCode, code, response } = error;
  const detail = String(response ?? error.message).slice(0, 300);
  const later = (reason: string): Failure => ({ state: 'later', code: reason, detail });
  if (error instanceof Problem || error instanceof OutboundError) return later(error.code);
  if (code === 'EAUTH') return later('mail.signInRefused');
  const reason = outboundError(error, place);
  // Also an answer to STARTTLS that says no: the message itself was never offered.
  if (code === 'ETLS') return later(reason.reason === 'failed' ? 'mail.noEncryption' : reason.code);
  if (responseCode !== undefined) return { ...later('mail.refused'), state: responseCode >= 500 ? 'refused' : 'later' };
  if (begun) return { ...later('mail.unknown'), state: 'unknown' };
  return later(reason.code);
}
