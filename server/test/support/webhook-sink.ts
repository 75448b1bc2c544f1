import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** A message as it came in. */
export interface Received {
  readonly id: string;
  readonly headers: Record<string, string>;
  readonly body: string;
  readonly message: {
    type: string;
    data: { recordId: string; version: number; after: Record<string, unknown> | null };
  };
  /** What the sink did with it. */
  readonly answer: SinkAnswer;
}

/** A status, or the connection closed once everything was read. */
export type SinkAnswer = number | 'close';

/** A receiver of webhooks on this machine. */
export class WebhookSink {
  readonly received: Received[] = [];
  answer: (nth: number, id: string) => SinkAnswer = () => 200;
  private readonly server = http.createServer((request, reply) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      const headers = request.headers as Record<string, string>;
      const id = headers['webhook-id'] as string;
      const answer = this.answer(this.received.length, id);
      this.received.push({ id, headers, body, message: JSON.parse(body) as Received['message'], answer });
      if (answer === 'close') request.socket.destroy();
      else reply.writeHead(answer, { location: 'http://127.0.0.1:1/' }).end('heard');
    });
  });

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  get place(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  get url(): string {
    return `http://${this.place}/hook`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
