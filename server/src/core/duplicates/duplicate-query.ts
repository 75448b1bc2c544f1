import { Problem, type Fault } from '../../platform/errors/problem.js';
import {
  compactKey,
  containsForbidden,
  parsePhone,
  stripCompanyWords,
  stripTitles,
  toAsciiDigits,
} from '../../platform/persian/index.js';
import { isUuid } from '../../platform/records/field-types.js';

export type DuplicateType = 'account' | 'contact';

/** What is known of the record that may be there already. */
export interface DuplicateQuery {
  /** Name as a key without company words or titles and without spaces; empty when unknown. */
  readonly name: string;
  /** Last ten digits. */
  readonly phone: string | undefined;
  readonly nationalId: string | undefined;
  readonly except: string | undefined;
}

const NAMES = ['name', 'phone', 'nationalId', 'except'];

/** The part of a name that tells one from another. */
export function nameKey(type: DuplicateType, name: string): string {
  return compactKey(type === 'account' ? stripCompanyWords(name) : stripTitles(name));
}

/** The last ten digits of a stored number, without its inner line. */
export function phoneTail(stored: unknown): string | undefined {
  const digits = typeof stored === 'string' ? (stored.split(';')[0] as string).replace(/\D/g, '') : '';
  return digits.length >= 10 ? digits.slice(-10) : undefined;
}

/** Reads the query string; half-typed numbers are no fault, they find nothing. @throws Problem 400 */
export function readDuplicateQuery(type: DuplicateType, raw: Record<string, unknown>): DuplicateQuery {
  const faults: Fault[] = [];
  const text = (name: string): string => {
    const value = raw[name] ?? '';
    if (typeof value === 'string' && value.length <= 300 && !containsForbidden(value)) return value;
    faults.push({
      path: name,
      code: typeof value === 'string' && value.length > 300 ? 'field.tooLong' : 'field.notText',
      params: { max: 300 },
    });
    return '';
  };
  const unknown = Object.keys(raw).find((name) => !NAMES.includes(name));
  if (unknown !== undefined) faults.push({ path: unknown, code: 'query.unknown', params: { name: unknown } });
  const [name, phone, nationalId, except] = [
    text('name'),
    text('phone'),
    toAsciiDigits(text('nationalId')).replace(/\D/g, ''),
    text('except'),
  ];
  if (except !== '' && !isUuid(except)) faults.push({ path: 'except', code: 'field.notId' });
  if (faults.length > 0) throw Problem.invalid('query.invalid', faults);
  const parsed = phone === '' ? undefined : parsePhone(phone);
  return {
    name: nameKey(type, name),
    phone: parsed?.ok ? phoneTail(parsed.value.digits) : undefined,
    nationalId: nationalId === '' ? undefined : nationalId,
    except: except || undefined,
  };
}
