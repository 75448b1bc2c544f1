import { Problem, type Fault } from '../../platform/errors/problem.js';
import { nameKey, phoneTail } from '../../platform/duplicates/duplicate-keys.js';
import { containsForbidden, parsePhone, toAsciiDigits } from '../../platform/persian/index.js';
import { isUuid } from '../../platform/records/field-types.js';

export type DuplicateType = 'account' | 'contact';

/** What is known of the record that may be there already. */
export interface DuplicateQuery {
  /** Name as a key without company words or titles and without spaces; empty when unknown. */
  readonly name: string;
  /** Last ten digits. */
  readonly phone: string | undefined;
  readonly nationalId: string | undefined;
  /** In lower case. */
  readonly email: string | undefined;
  readonly except: string | undefined;
}

const NAMES = ['name', 'phone', 'nationalId', 'email', 'except'];

/** Reads the query string; half-typed numbers are no fault, they find nothing. @throws Problem 400 */
export function readDuplicateQuery(raw: Record<string, unknown>): DuplicateQuery {
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
  const [name, phone, nationalId, email, except] = [
    text('name'),
    text('phone'),
    toAsciiDigits(text('nationalId')).replace(/\D/g, ''),
    text('email').trim().toLowerCase(),
    text('except'),
  ];
  if (except !== '' && !isUuid(except)) faults.push({ path: 'except', code: 'field.notId' });
  if (faults.length > 0) throw Problem.invalid('query.invalid', faults);
  const parsed = phone === '' ? undefined : parsePhone(phone);
  return {
    name: nameKey(name),
    phone: parsed?.ok ? phoneTail(parsed.value.digits) : undefined,
    nationalId: nationalId === '' ? undefined : nationalId,
    // Half an address is in many others.
    email: /^[^@]+@[^@]+\.[^@]+$/.test(email) ? email : undefined,
    except: except || undefined,
  };
}
