import { request as httpRequest } from 'node:http';
import { Answer } from '../proof/client.mjs';

/** What one call may take; whoever hangs longer has failed anyway. */
const GIVE_UP_MS = 30_000;

/**
 * Sends a request to the letter: neither path nor body is put right on the way, as a well-meaning client would.
 *
 * @param {{ url: string, agent: import('node:http').Agent }} target
 * @param {{ method: string, path: string, headers: Record<string, string>, body?: string | Buffer }} input
 * @returns {Promise<{ answer: Answer, ms: number }>} rejects when no whole answer comes
 */
export function send({ url, agent }, { method, path, headers, body }) {
  const { hostname, port } = new URL(url);
  const started = performance.now();
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      { hostname, port, agent, method, path, headers: { ...length, ...headers } },
      (response) => {
        const parts = [];
        const done = () =>
          resolve({
            answer: new Answer(response.statusCode, response.headers, Buffer.concat(parts)),
            ms: performance.now() - started,
          });
        response.on('data', (part) => parts.push(part));
        response.on('error', reject);
        response.on('end', done);
        // A live stream has no end; that it began is the answer.
        if (/event-stream/.test(response.headers['content-type'] ?? '')) {
          done();
          response.destroy();
        }
      },
    );
    request.setTimeout(GIVE_UP_MS, () => request.destroy(new Error(`no answer within ${GIVE_UP_MS} ms`)));
    request.on('error', reject);
    request.end(body);
  });
}
