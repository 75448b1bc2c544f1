import { type ArgumentMetadata, ValidationPipe, type ValidationError } from '@nestjs/common';
import { Problem, type Fault } from '../errors/problem.js';

/** Codes of class-validator's own rules, for those that name no code themselves. */
const CODES: Readonly<Record<string, string>> = {
  whitelistValidation: 'field.unknown',
  isString: 'field.notText',
  isNotEmpty: 'field.required',
  isDefined: 'field.required',
  isBoolean: 'field.notBoolean',
  isInt: 'field.notInteger',
  isNumber: 'field.notNumber',
  isArray: 'field.notList',
  isUuid: 'field.notId',
  isEmail: 'email.invalid',
  isIn: 'field.notAChoice',
  isEnum: 'field.notAChoice',
  isObject: 'body.notAnObject',
  maxLength: 'field.tooLong',
  minLength: 'field.tooShort',
  max: 'field.tooLarge',
  min: 'field.tooSmall',
  arrayMaxSize: 'field.tooMany',
  arrayNotEmpty: 'field.required',
  isDateString: 'field.notInstant',
  isISO8601: 'field.notInstant',
};

const IS_CODE = /^[a-z][A-Za-z]*(\.[a-zA-Z]+)+$/;

function faultsOf(errors: readonly ValidationError[], prefix: string): Fault[] {
  return errors.flatMap((error) => {
    const path = `${prefix}${error.property}`;
    const [rule, message] = Object.entries(error.constraints ?? {})[0] ?? [];
    const own: Fault[] =
      rule && message ? [{ path, code: IS_CODE.test(message) ? message : (CODES[rule] ?? 'field.invalid') }] : [];
    return [...own, ...faultsOf(error.children ?? [], `${path}.`)];
  });
}

/** Levels of lists and objects inside each other; the filter language needs some 40 of them. */
const MOST_LEVELS = 100;

/** Refuses also what the library overlooks or breaks on: names that every object inherits, and endless nesting. */
class BodyValidation extends ValidationPipe {
  override transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.type === 'body' && typeof value === 'object' && value !== null) {
      if (isDeeperThan(value, MOST_LEVELS))
        throw Problem.invalid('body.invalid', [{ path: '', code: 'body.tooDeep', params: { max: MOST_LEVELS } }]);
      const inherited = Object.keys(value).filter((name) => name in Object.prototype || name === 'prototype');
      if (inherited.length > 0)
        throw Problem.invalid(
          'body.invalid',
          inherited.map((path) => ({ path, code: 'field.unknown' })),
        );
    }
    return super.transform(value, metadata);
  }
}

function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((member) => isDeeperThan(member, levels - 1));
}

/** Checks the bodies of domain actions: unknown properties are refused, and every fault has a path and a code. */
export function bodyValidation(): ValidationPipe {
  return new BodyValidation({
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: false,
    transform: true,
    exceptionFactory: (errors) => Problem.invalid('body.invalid', faultsOf(errors, '')),
  });
}
