import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** Below this a packet is saved by nothing. */
const SMALLEST_BYTES = 2_048;
/** The fast end of both: an answer is made once and read once. */
const BROTLI_QUALITY = 4;
const GZIP_LEVEL = 4;

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/**
 * Compresses JSON answers for callers that say they take it, off the main thread. Streams (files, exports, live notices) and
 * the built client, which is compressed already, go as they are.
 */
export function compressJson(fastify: FastifyInstance): void {
  fastify.addHook('onSend', (request, reply, payload, done) => {
    if (!isLongJson(reply, payload)) return done(null, payload);
    void reply.header('vary', 'accept-encoding');
    const encoding = encodingFor(request);
    if (!encoding) return done(null, payload);
    compress(payload, encoding).then((small) => {
      void reply.header('content-encoding', encoding).removeHeader('content-length');
      done(null, small);
    }, done);
  });
}

function isLongJson(reply: FastifyReply, payload: unknown): payload is string {
  if (typeof payload !== 'string' || payload.length < SMALLEST_BYTES) return false;
  const type = String(reply.getHeader('content-type') ?? '');
  return /^application\/([a-z+.-]+\+)?json\b/.test(type) && !reply.hasHeader('content-encoding');
}

function encodingFor({ headers }: FastifyRequest): 'br' | 'gzip' | undefined {
  const accepted = String(headers['accept-encoding'] ?? '');
  return /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : undefined;
}

function compress(text: string, encoding: 'br' | 'gzip'): Promise<Buffer> {
  return encoding === 'br'
    ? brotli(text, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } })
    : zip(text, { level: GZIP_LEVEL });
}
