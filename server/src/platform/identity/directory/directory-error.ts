import { OutboundError, outboundError } from '../../outbound/outbound-error.js';

/** Why the directory gave no answer; each has a sentence. */
export class DirectoryError extends Error {
  constructor(
    /** `outbound.…` for the way there, `directory.…` for what it said. */
    readonly code: string,
    readonly place: string,
    readonly detail: string,
    cause?: unknown,
  ) {
    super(`${code} ${place} ${detail}`, { cause });
    this.name = 'DirectoryError';
  }

  /** Whether another server of the same directory may do better. */
  get isOfServer(): boolean {
    return (
      this.code.startsWith('outbound.') ||
      this.code === 'directory.unavailable' ||
      this.code === 'directory.noEncryption'
    );
  }
}

/** Results of the protocol (RFC 4511, appendix A) by their numbers. */
const RESULTS: Readonly<Record<number, string>> = {
  4: 'directory.tooMany',
  8: 'directory.needsEncryption',
  13: 'directory.needsEncryption',
  32: 'directory.noBase',
  34: 'directory.noBase',
  48: 'directory.bindRefused',
  49: 'directory.bindRefused',
  50: 'directory.noRight',
  51: 'directory.unavailable',
  52: 'directory.unavailable',
};

/** What a client or a socket threw, in the words of the settings. */
export function directoryError(error: unknown, place: string): DirectoryError {
  if (error instanceof DirectoryError) return error;
  const { code, message = '' } = error as { readonly code?: unknown; readonly message?: string };
  if (typeof code === 'number') return new DirectoryError(RESULTS[code] ?? 'directory.failed', place, message, error);
  const way = error instanceof OutboundError ? error : outboundError(error, place);
  const isLate = /timed? ?out/i.test(message);
  return new DirectoryError(isLate ? 'outbound.timeout' : way.code, place, message, error);
}
