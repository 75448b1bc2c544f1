import iconv from 'iconv-lite';
import { type SheetEncoding, sheetProblem } from './sheet.js';

const SAMPLE_BYTES = 256 * 1024;
/** Part of the letters beyond ASCII that must be Persian or Arabic, for a text without a mark to be Windows-1256. */
const PERSIAN_SHARE = 0.6;
const HIGH_LETTER = /[\u0080-\uffff]/g;
const PERSIAN_LETTER = /[\u0600-\u06ff\u200c\u200d\u200e\u200f\u00ab\u00bb]/g;

/** Encoding told by a byte order mark. */
function marked(bytes: Buffer): SheetEncoding | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return undefined;
}

/** UTF-16 without a mark: ASCII signs leave a zero in every second byte. */
function unmarkedUtf16(bytes: Buffer): SheetEncoding | undefined {
  const half = Math.floor(bytes.length / 2);
  let even = 0;
  let odd = 0;
  for (let i = 0; i < half * 2; i += 2) {
    if (bytes[i] === 0) even += 1;
    if (bytes[i + 1] === 0) odd += 1;
  }
  // Persian letters have 06 where ASCII has 00, so a fifth is enough.
  if (odd > half * 0.2 && even === 0) return 'utf-16le';
  if (even > half * 0.2 && odd === 0) return 'utf-16be';
  return undefined;
}

/** Whether the bytes are UTF-8; a character that the end of the sample cuts in two doesn't count against it. */
function isUtf8(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/**
 * Guesses the encoding from the beginning of a file.
 * @throws Problem 422 `import.encodingUnknown`: neither UTF-8, UTF-16 nor Persian Windows-1256
 */
export function detectEncoding(beginning: Buffer): SheetEncoding {
  const sample = beginning.subarray(0, SAMPLE_BYTES);
  const known = marked(sample) ?? unmarkedUtf16(sample) ?? (isUtf8(sample) ? 'utf-8' : undefined);
  if (known) return known;
  const text = iconv.decode(sample, 'windows-1256');
  const high = text.match(HIGH_LETTER)?.length ?? 0;
  const persian = text.match(PERSIAN_LETTER)?.length ?? 0;
  if (persian < high * PERSIAN_SHARE) throw sheetProblem('import.encodingUnknown');
  return 'windows-1256';
}

/** Reads `bytes` in an encoding. @throws Problem 422 `import.encodingWrong` at the first byte that it can't have */
export async function* decodeText(bytes: AsyncIterable<Buffer>, encoding: SheetEncoding): AsyncGenerator<string> {
  const decoder = decoderOf(encoding);
  for await (const chunk of bytes) yield checked(decoder.read(chunk), encoding);
  const rest = decoder.end();
  if (rest) yield checked(rest, encoding);
}

function decoderOf(encoding: SheetEncoding): { read(chunk: Buffer): string; end(): string } {
  if (encoding === 'windows-1256') {
    const decoder = iconv.getDecoder(encoding);
    return { read: (chunk) => decoder.write(chunk), end: () => decoder.end() ?? '' };
  }
  const decoder = new TextDecoder(encoding, { fatal: true });
  const guarded = (read: () => string): string => {
    try {
      return read();
    } catch {
      throw sheetProblem('import.encodingWrong', { encoding });
    }
  };
  return {
    read: (chunk) => guarded(() => decoder.decode(chunk, { stream: true })),
    end: () => guarded(() => decoder.decode()),
  };
}

function checked(text: string, encoding: SheetEncoding): string {
  if (text.includes('\0')) throw sheetProblem('import.nulCharacters');
  // Windows-1256 has no such sign of its own, so it comes from bytes of another encoding.
  if (text.includes('\ufffd')) throw sheetProblem('import.encodingWrong', { encoding });
  return text;
}
