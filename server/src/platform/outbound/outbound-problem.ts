import { Problem } from '../errors/problem.js';
import type { OutboundError } from './outbound-error.js';

/** The answer to somebody who asked for a call that gave nothing: 422, with the sentence of the reason. */
export function outboundProblem(error: OutboundError, path = ''): Problem {
  const params = { place: error.place };
  return new Problem(422, error.code, {
    params,
    faults: path ? [{ path, code: error.code, params }] : [],
    cause: error,
  });
}
