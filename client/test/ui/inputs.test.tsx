import { fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Money } from '~/lib/format';
import { setPreference } from '~/lib/preferences';
import { DatePicker } from '~/ui/date-picker';
import { readTime } from '~/ui/date-time-picker';
import { KitProvider } from '~/ui/kit-provider';
import { MoneyInput } from '~/ui/money-input';
import { PhoneInput } from '~/ui/phone-input';

function MoneyField({ onValue, initial = null }: { onValue: (value: Money | null) => void; initial?: Money | null }) {
  const [value, setValue] = useState<Money | null>(initial);
  return (
    <KitProvider>
      <MoneyInput
        label="مبلغ"
        value={value}
        onChange={(next) => {
          setValue(next);
          onValue(next);
        }}
      />
    </KitProvider>
  );
}

function type(label: string, text: string) {
  const field = screen.getByLabelText<HTMLInputElement>(label);
  fireEvent.focus(field);
  fireEvent.change(field, { target: { value: text } });
  return field;
}

beforeEach(() => setPreference('moneyUnit', 'IRT'));

describe('MoneyInput', () => {
  it.each([
    ['12500000', '125000000', '۱۲٬۵۰۰٬۰۰۰'],
    ['۱۲٬۵۰۰٬۰۰۰', '125000000', '۱۲٬۵۰۰٬۰۰۰'],
    ['١٢٥', '1250', '۱۲۵'],
    ['۱٬۲۳۴۵', '123450', '۱۲٬۳۴۵'],
  ])('reads %s as Rial and groups it', (typed, rial, shown) => {
    let value: Money | null = null;
    render(<MoneyField onValue={(next) => (value = next)} />);
    const field = type('مبلغ', typed);
    expect(value).toEqual({ amount: rial, currency: 'IRR' });
    expect(field.value).toBe(shown);
  });

  it('reads short forms and says the amount in words', () => {
    let value: Money | null = null;
    render(<MoneyField onValue={(next) => (value = next)} />);
    const field = type('مبلغ', '۲/۵ میلیارد');
    expect(value).toEqual({ amount: '25000000000', currency: 'IRR' });
    expect(screen.getByText('دو میلیارد و پانصد میلیون تومان')).toBeTruthy();
    fireEvent.blur(field);
    expect(field.value).toBe('۲٬۵۰۰٬۰۰۰٬۰۰۰');
  });

  it('shows the same Rial in the other unit and stores nothing new', () => {
    setPreference('moneyUnit', 'IRR');
    render(<MoneyField onValue={() => undefined} initial={{ amount: '125000000', currency: 'IRR' }} />);
    expect(screen.getByLabelText<HTMLInputElement>('مبلغ').value).toBe('۱۲۵٬۰۰۰٬۰۰۰');
  });

  it('refuses what is not an amount, keeps the text and the last value', () => {
    const values: Array<Money | null> = [];
    render(<MoneyField onValue={(next) => values.push(next)} />);
    const field = type('مبلغ', 'زیاد');
    fireEvent.blur(field);
    expect(values).toEqual([]);
    expect(field.value).toBe('زیاد');
    expect(screen.getByText(/مبلغ خوانا نیست/)).toBeTruthy();
  });

  it('becomes empty', () => {
    let value: Money | null = { amount: '10', currency: 'IRR' };
    render(<MoneyField onValue={(next) => (value = next)} initial={value} />);
    type('مبلغ', '');
    expect(value).toBeNull();
  });
});

function DateField({ onValue }: { onValue: (value: string | null) => void }) {
  const [value, setValue] = useState<string | null>(null);
  return (
    <KitProvider>
      <DatePicker
        label="تاریخ"
        value={value}
        onChange={(next) => {
          setValue(next);
          onValue(next);
        }}
      />
    </KitProvider>
  );
}

describe('DatePicker', () => {
  it.each([
    ['۱۴۰۵/۸/۳۰', '2026-11-21'],
    ['1405-08-30', '2026-11-21'],
    ['14050830', '2026-11-21'],
    ['۳۰ آبان ۱۴۰۵', '2026-11-21'],
    ['1403/12/30', '2025-03-20'],
    ['2026-11-21', '2026-11-21'],
  ])('reads %s', (typed, iso) => {
    let value: string | null = null;
    render(<DateField onValue={(next) => (value = next)} />);
    const field = type('تاریخ', typed);
    expect(value).toBe(iso);
    fireEvent.blur(field);
    expect(field.value).toMatch(/^[۰-۹]{4}\/[۰-۹]{2}\/[۰-۹]{2}$/);
  });

  it('refuses 1404/12/30, says why and turns it into no other day', () => {
    const values: Array<string | null> = [];
    render(<DateField onValue={(next) => values.push(next)} />);
    const field = type('تاریخ', '۱۴۰۴/۱۲/۳۰');
    fireEvent.blur(field);
    expect(values).toEqual([]);
    expect(field.value).toBe('۱۴۰۴/۱۲/۳۰');
    expect(screen.getByText(/این تاریخ در تقویم نیست/)).toBeTruthy();
    expect(field.getAttribute('aria-invalid')).toBe('true');
  });

  it('steps by day with the arrow keys, over the end of a leap year', () => {
    let value: string | null = null;
    render(<DateField onValue={(next) => (value = next)} />);
    const field = type('تاریخ', '۱۴۰۳/۱۲/۳۰');
    fireEvent.keyDown(field, { code: 'ArrowUp' });
    expect(value).toBe('2025-03-21');
    expect(field.value).toBe('۱۴۰۴/۰۱/۰۱');
  });
});

describe('readTime', () => {
  it.each([
    ['۱۴:۳۰', 870],
    ['1430', 870],
    ['9', 540],
    ['24:00', null],
    ['10:75', null],
  ])('%s', (text, minutes) => {
    expect(readTime(text)).toBe(minutes);
  });
});

describe('PhoneInput', () => {
  it('keeps E.164 and shows the national form', () => {
    let value: string | null = null;
    function Field() {
      const [phone, setPhone] = useState<string | null>(null);
      return (
        <PhoneInput
          label="موبایل"
          value={phone}
          onChange={(next) => {
            setPhone(next);
            value = next;
          }}
        />
      );
    }
    render(<Field />);
    const field = type('موبایل', '۰۹۱۲-۱۲۳-۴۵۶۷');
    expect(value).toBe('+989121234567');
    fireEvent.blur(field);
    expect(field.value).toBe('۰۹۱۲ ۱۲۳ ۴۵۶۷');
  });
});
