import { Agent, request as httpRequest } from 'node:http';

/** What a server answered. */
export class Answer {
  /**
   * @param {number} status
   * @param {import('node:http').IncomingHttpHeaders} headers
   * @param {Buffer} bytes
   */
  constructor(status, headers, bytes) {
    this.status = status;
    this.headers = headers;
    this.bytes = bytes;
  }

  get ok() {
    return this.status >= 200 && this.status < 300;
  }

  get text() {
    return this.bytes.toString('utf8');
  }

  /** The parsed body; undefined when there is none or it is not JSON. */
  get body() {
    if (!/json/.test(this.headers['content-type'] ?? '')) return undefined;
    try {
      return JSON.parse(this.text);
    } catch {
      return undefined;
    }
  }

  /** A problem document in Persian with a code, as every refusal must be. */
  get isProblem() {
    const { body } = this;
    return (
      /problem\+json/.test(this.headers['content-type'] ?? '') &&
      body?.status === this.status &&
      typeof body?.code === 'string' &&
      /[\u0600-\u06ff]/.test(`${body.title}${body.detail}`)
    );
  }
}

/**
 * Calls one server over kept connections. A refused or broken connection rejects: only an answer that came whole counts
 * as one.
 */
export class Client {
  #agent;

  /** @param {string} url `http://127.0.0.1:1234` */
  constructor(url, { token, headers = {}, connections = 64, timeoutMs = 60_000 } = {}) {
    this.url = url;
    this.token = token;
    this.headers = headers;
    this.timeoutMs = timeoutMs;
    this.#agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  /** The same server as somebody else, on connections of its own. */
  as(token) {
    return new Client(this.url, { token, headers: this.headers, timeoutMs: this.timeoutMs });
  }

  /**
   * @param {string} method
   * @param {string} path `/accounts` is taken below `/api/v1`; `/api…`, `/health…` and `/metrics` as they are
   * @param {unknown} [body] an object is sent as JSON; a Buffer or text as it is
   * @param {Record<string, string>} [headers]
   * @param {{ signal?: AbortSignal }} [options]
   * @returns {Promise<Answer>} rejects when no whole answer comes
   */
  call(method, path, body, headers = {}, { signal } = {}) {
    const raw = body === undefined || typeof body === 'string' || Buffer.isBuffer(body);
    const payload = raw ? body : JSON.stringify(body);
    const target = new URL(/^\/(api|health|metrics)(\/|$)/.test(path) ? path : `/api/v1${path}`, this.url);
    return new Promise((resolve, reject) => {
      const request = httpRequest(
        target,
        {
          method,
          agent: this.#agent,
          signal,
          headers: {
            ...(payload !== undefined && {
              'content-type': 'application/json',
              'content-length': String(Buffer.byteLength(payload)),
            }),
            ...(this.token && { authorization: `Bearer ${this.token}` }),
            ...this.headers,
            ...headers,
          },
        },
        (response) => {
          const parts = [];
          response.on('data', (part) => parts.push(part));
          response.on('error', reject);
          response.on('close', () => reject(new Error('the answer was cut off')));
          response.on('end', () => resolve(new Answer(response.statusCode, response.headers, Buffer.concat(parts))));
        },
      );
      request.setTimeout(this.timeoutMs, () => request.destroy(new Error(`no answer within ${this.timeoutMs} ms`)));
      request.on('error', reject);
      request.end(payload);
    });
  }

  get(path, headers, options) {
    return this.call('GET', path, undefined, headers, options);
  }
  post(path, body, headers, options) {
    return this.call('POST', path, body, headers, options);
  }
  patch(path, body, headers, options) {
    return this.call('PATCH', path, body, headers, options);
  }
  delete(path, headers, options) {
    return this.call('DELETE', path, undefined, headers, options);
  }

  /** The body of an answer that must be a success. @throws Error that tells the call and the answer */
  async must(method, path, body, headers) {
    const answer = await this.call(method, path, body, headers);
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${answer.text.slice(0, 500)}`);
    return answer.body;
  }

  /** Signs in and acts as that person from now on. */
  async signIn(username, password) {
    const { accessToken } = await this.must('POST', '/auth/login', { username, password });
    this.token = accessToken;
    return this;
  }

  close() {
    this.#agent.destroy();
  }
}
