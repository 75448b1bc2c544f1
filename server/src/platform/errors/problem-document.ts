import { currentContext, currentLocale } from '../context/request-context.js';
import { say } from '../i18n/messages.js';
import type { Problem } from './problem.js';

/** RFC 9457 problem document. */
export interface ProblemDocument {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  /** Stable code of the problem; `type` ends in it as well. */
  readonly code: string;
  readonly requestId?: string;
  readonly errors?: {
    readonly path: string;
    readonly code: string;
    readonly message: string;
    readonly params?: Record<string, unknown>;
  }[];
}

/** The problem in the language of the caller. */
export function describeProblem(problem: Problem): ProblemDocument {
  const locale = currentLocale();
  const { faults, params, extensions } = problem.options;
  const errors = faults?.map((fault) => ({
    path: fault.path,
    code: fault.code,
    message: say(locale, `errors.${fault.code}`, fault.params),
    ...(fault.params ? { params: fault.params } : {}),
  }));
  return {
    type: `urn:peyvand:problem:${problem.code}`,
    title: say(locale, `titles.${problem.status}`),
    status: problem.status,
    detail: errors?.length === 1 ? (errors[0]?.message as string) : say(locale, `errors.${problem.code}`, params),
    code: problem.code,
    requestId: currentContext()?.operationId,
    ...(errors && errors.length > 0 ? { errors } : {}),
    ...extensions,
  };
}
