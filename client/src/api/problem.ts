/** One fault of an RFC 9457 answer: where in the body, a stable code, and a message in the reader's language. */
export interface ProblemItem {
  path: string;
  code: string;
  message: string;
}

/** Body of `application/problem+json`. */
export interface Problem {
  type?: string;
  title: string;
  status: number;
  detail?: string;
  requestId?: string;
  errors?: ProblemItem[];
}

/** An answer of the API that is not a success, or no answer at all (`status` 0). */
export class ProblemError extends Error {
  readonly status: number;
  readonly problem: Problem;
  readonly errors: readonly ProblemItem[];
  /** Seconds to wait, from `Retry-After`. */
  readonly retryAfter: number | null;

  constructor(problem: Problem, retryAfter: number | null = null) {
    super(problem.detail ?? problem.title);
    this.name = 'ProblemError';
    this.status = problem.status;
    this.problem = problem;
    this.errors = problem.errors ?? [];
    this.retryAfter = retryAfter;
  }

  get isOffline(): boolean {
    return this.status === 0;
  }
  get isForbidden(): boolean {
    return this.status === 403;
  }
  get isNotFound(): boolean {
    return this.status === 404;
  }
  /** The record has a newer version than the one that was edited. */
  get isStale(): boolean {
    return this.status === 412;
  }

  /** Message for one field of the body, by its path. */
  messageFor(path: string): string | undefined {
    return this.errors.find((error) => error.path === path)?.message;
  }
}

export async function problemOf(response: Response): Promise<ProblemError> {
  const wait = Number(response.headers.get('retry-after'));
  const retryAfter = Number.isFinite(wait) && wait > 0 ? wait : null;
  try {
    const body = (await response.json()) as Partial<Problem>;
    return new ProblemError({ ...body, title: body.title ?? response.statusText, status: response.status }, retryAfter);
  } catch {
    return new ProblemError(
      { title: response.statusText || String(response.status), status: response.status },
      retryAfter,
    );
  }
}
