import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { FastifyInstance } from 'fastify';

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
  fastify.addHook('onSend', async (request, reply, payload) => {
    if (typeof payload !== 'string' || payload.length < SMALLEST_BYTES) return payload;
    if (!/^application\/([a-z+.-]+\+)?json\b/.test(String(reply.getHeader('content-type') ?? ''))) return payload;
    if (reply.hasHeader('content-encoding')) return payload;
    void reply.header('vary', 'accept-encoding');
    const accepted = String(request.headers['accept-encoding'] ?? '');
    const encoding = /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : undefined;
    if (!encoding) return payload;
    const small =
      encoding === 'br'
        ? await brotli(payload, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } })
        : await zip(payload, { level: GZIP_LEVEL });
    void reply.header('content-encoding', encoding).removeHeader('content-length');
    return small;
  });
}
