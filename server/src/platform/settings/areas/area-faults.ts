import type { z } from 'zod';
import type { Fault } from '../../errors/problem.js';

const IS_CODE = /^[a-z][A-Za-z]*(\.[a-zA-Z]+)+$/;

const CODES: Readonly<Record<string, string>> = {
  unrecognized_keys: 'field.unknown',
  invalid_value: 'field.notAChoice',
  invalid_type: 'field.invalid',
};
const TYPES: Readonly<Record<string, string>> = {
  string: 'field.notText',
  number: 'field.notNumber',
  int: 'field.notInteger',
  boolean: 'field.notBoolean',
  array: 'field.notList',
};

type Issue = z.core.$ZodIssue;

function codeOf(issue: Issue): string {
  if (IS_CODE.test(issue.message)) return issue.message;
  if (issue.code === 'invalid_type') return TYPES[issue.expected] ?? 'field.invalid';
  if (issue.code === 'too_big')
    return issue.origin === 'string' ? 'field.tooLong' : issue.origin === 'array' ? 'field.tooMany' : 'field.tooLarge';
  if (issue.code === 'too_small') return issue.origin === 'string' ? 'field.required' : 'field.tooSmall';
  return CODES[issue.code] ?? 'field.invalid';
}

function paramsOf(issue: Issue): Record<string, unknown> {
  if (issue.code === 'too_big') return { max: Number(issue.maximum) };
  if (issue.code === 'too_small') return { min: Number(issue.minimum) };
  return {};
}

/** Every fault that a schema found, with a path and a code. A message that is a code is taken as it is. */
export function faultsOf(error: z.ZodError): Fault[] {
  return error.issues.flatMap((issue) => {
    const path = issue.path.map(String).join('.');
    const names = issue.code === 'unrecognized_keys' ? issue.keys : [undefined];
    return names.map((name) => ({
      path: [path, name].filter((part) => part !== undefined && part !== '').join('.'),
      code: codeOf(issue),
      params: paramsOf(issue),
    }));
  });
}
