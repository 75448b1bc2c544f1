/** Why a call to the outside did not take place, or gave nothing; each has a sentence `errors.outbound.<reason>`. */
export type OutboundReason =
  | 'badAddress'
  | 'notAllowed'
  | 'unknownHost'
  | 'timeout'
  | 'refused'
  | 'certificate'
  | 'tooLarge'
  | 'failed';

/** A call to the outside that did not take place, or gave nothing. */
export class OutboundError extends Error {
  constructor(
    readonly reason: OutboundReason,
    /** `host:port` as it was asked for. */
    readonly place: string,
    cause?: unknown,
  ) {
    super(`${reason}: ${place}`, { cause });
    this.name = 'OutboundError';
  }

  /** The code of its sentence. */
  get code(): string {
    return `outbound.${this.reason}`;
  }
}

const LATE = /ETIMEDOUT|ETIMEOUT|ABORT_ERR|TimeoutError|AbortError/;
const REFUSED = /ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ECONNRESET|EPIPE|EADDRNOTAVAIL/;
const UNTRUSTED = /certificate|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER|ERR_TLS|ERR_SSL|EPROTO/i;

/** The reason of what the sockets of the machine, or a client of a protocol on top of them, threw. */
export function outboundError(error: unknown, place: string): OutboundError {
  if (error instanceof OutboundError) return error;
  let at = error as Partial<Record<'code' | 'name' | 'message' | 'cause', unknown>> | null | undefined;
  for (; at; at = at.cause as typeof at) {
    // Clients of a protocol put a code of their own in place of the machine's, which stays in the message.
    const words = `${at.code} ${at.name} ${at.message}`;
    if (LATE.test(words)) return new OutboundError('timeout', place, error);
    if (REFUSED.test(words)) return new OutboundError('refused', place, error);
    if (UNTRUSTED.test(words)) return new OutboundError('certificate', place, error);
  }
  return new OutboundError('failed', place, error);
}
