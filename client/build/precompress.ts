import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const WORTHWHILE = /\.(js|css|html|svg|json|webmanifest)$/;
const SMALLEST_BYTES = 1024;
/** From here on the best compression is worth its seconds: the first screens wait for these. */
const LARGE_BYTES = 40_000;

/** Puts a `.br` and a `.gz` beside each text file of the build, which the server sends as they are. */
export function precompress(): Plugin {
  return {
    name: 'precompress',
    apply: 'build',
    writeBundle(options) {
      const folder = options.dir ?? 'dist';
      for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
        const path = join(folder, name);
        if (!WORTHWHILE.test(name) || statSync(path).size < SMALLEST_BYTES) continue;
        const content = readFileSync(path);
        const params = { [constants.BROTLI_PARAM_QUALITY]: content.length > LARGE_BYTES ? 11 : 9 };
        writeFileSync(`${path}.br`, brotliCompressSync(content, { params }));
        writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }));
      }
    },
  };
}
