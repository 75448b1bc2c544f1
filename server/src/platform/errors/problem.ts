/** One fault at one place of the input. `path` is the JSON path in the body, or the name of the query parameter. */
export interface Fault {
  readonly path: string;
  readonly code: string;
  readonly params?: Record<string, unknown>;
}

export interface ProblemOptions {
  readonly params?: Record<string, unknown>;
  readonly faults?: readonly Fault[];
  /** Further members of the problem document (RFC 9457), such as the current record of a stale save. */
  readonly extensions?: Record<string, unknown>;
  readonly retryAfterSeconds?: number;
  readonly cause?: unknown;
}

/**
 * An answer that says what went wrong: becomes `application/problem+json` (RFC 9457).
 * `code` is stable and has a sentence in every locale (`errors.<code>`).
 */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly options: ProblemOptions = {},
  ) {
    super(code, { cause: options.cause });
    this.name = 'Problem';
  }

  /** 400: the input can't be read as what was asked for. */
  static invalid(code: string, faults: readonly Fault[] = [], params?: Record<string, unknown>): Problem {
    return new Problem(400, code, { faults, params });
  }

  /** 401: no valid identity. */
  static unauthenticated(code = 'auth.required'): Problem {
    return new Problem(401, code);
  }

  /** 403: known, but not allowed. */
  static forbidden(code: string, params?: Record<string, unknown>): Problem {
    return new Problem(403, code, { params });
  }

  /** 404: not there, or not visible to the caller; the two look the same. */
  static notFound(): Problem {
    return new Problem(404, 'record.notFound');
  }

  /** 409: collides with what is there. */
  static conflict(code: string, options: ProblemOptions = {}): Problem {
    return new Problem(409, code, options);
  }

  /** 412: the record has changed since the caller read it; `current` is how it is now. */
  static stale(current: unknown): Problem {
    return new Problem(412, 'record.stale', { extensions: { current } });
  }

  /** 422: understood, but a rule of the business forbids it. */
  static rule(code: string, faults: readonly Fault[] = [], params?: Record<string, unknown>): Problem {
    return new Problem(422, code, { faults, params });
  }
}
