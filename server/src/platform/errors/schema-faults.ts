import type { z } from 'zod';
import type { Fault } from './problem.js';

/** The faults that a schema found, each at its path; an unknown property is named by itself. */
export function schemaFaults({ issues }: z.ZodError): Fault[] {
  return issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ path: [...issue.path, key].join('.'), code: 'field.unknown' }))
      : [{ path: issue.path.join('.'), code: 'field.invalid' }],
  );
}

/** A fault for each member of a body that nobody reads. */
export function unknownMembers(body: object, allowed: readonly string[]): Fault[] {
  return Object.keys(body)
    .filter((name) => !allowed.includes(name))
    .map((path) => ({ path, code: 'field.unknown' }));
}
