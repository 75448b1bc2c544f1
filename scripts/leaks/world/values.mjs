import { legalId, nationalId } from './numbers.mjs';

/**
 * A value for a field of a record, with a canary wherever the type has room for one. `undefined` leaves the field out:
 * links are made by the seeding, which knows what there is.
 *
 * @param {{ name: string, type: string, max?: number, choices?: { value: string }[] }} field
 * @param {{ canaries: import('./canaries.mjs').Canaries, place: (field: string) => object, company?: boolean }} context
 */
export function valueFor(field, { canaries, place, company = true }) {
  const here = place(field.name);
  const { random } = canaries;
  const make = {
    text: () => (field.max !== undefined && field.max < 14 ? undefined : canaries.word(here)),
    longText: () => `یادداشت ${canaries.word(here)}\nسطر دوم`,
    phone: () => `0${canaries.digits(here, 10, '912')}`,
    email: () => `${canaries.word(here)}@example.ir`,
    url: () => `https://${canaries.word(here)}.example.ir/`,
    nationalId: () => identity(canaries, here, company),
    legalId: () => identity(canaries, here, true),
    postalCode: () => canaries.digits(here, 10, '19'),
    tags: () => [canaries.word(here)],
    money: () => ({ amount: canaries.digits(here, 13, '4'), currency: 'IRR' }),
    choice: () => random.pick(field.choices).value,
    multiChoice: () => [random.pick(field.choices).value],
    integer: () => random.between(field.min ?? 1, Math.min(field.max ?? 900, 900)),
    decimal: () => random.between(1, 900),
    percent: () => random.between(1, 99),
    date: () => day(random.between(-200, -1)),
    instant: () => `${day(random.between(-20, 20))}T08:30:00.000Z`,
    boolean: () => random.chance(0.5),
  }[field.type];
  return make?.();
}

function identity(canaries, place, company) {
  for (;;) {
    const start = company
      ? `140${canaries.random.between(1_000_000, 9_999_999)}`
      : `00${canaries.random.between(1_000_000, 9_999_999)}`;
    const id = company ? legalId(start) : nationalId(start);
    if (canaries.take(place, id)) return id;
  }
}

/** The day that lies so many days after today. */
export function day(offset) {
  return new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
}
