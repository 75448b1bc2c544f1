import { describe, expect, test } from '@jest/globals';
import {
  formatPhone,
  moadianTaxId,
  parseCard,
  parseEconomicNumber,
  parseLandline,
  parseMoadianTaxId,
  parseMobile,
  parseNationalId,
  parsePhone,
  parsePlate,
  parsePostalCode,
  parseSayadId,
  parseSheba,
  phoneLookupKey,
} from './index.js';

describe('phones', () => {
  test.each([
    ['۰۲۱-۸۸۷۷۶۶۵۵', 'landline', '+982188776655', undefined, '۰۲۱ ۸۸۷۷ ۶۶۵۵'],
    ['+98 21 88776655 (داخلی 12)', 'landline', '+982188776655', '12', '۰۲۱ ۸۸۷۷ ۶۶۵۵ داخلی ۱۲'],
    ['02188776655 ext. 104', 'landline', '+982188776655', '104', '۰۲۱ ۸۸۷۷ ۶۶۵۵ داخلی ۱۰۴'],
    ['2188776655', 'landline', '+982188776655', undefined, '۰۲۱ ۸۸۷۷ ۶۶۵۵'],
    ['08121234567', 'landline', '+988121234567', undefined, '۰۸۱ ۲۱۲۳ ۴۵۶۷'],
    ['+98(0)9121234567', 'mobile', '+989121234567', undefined, '۰۹۱۲ ۱۲۳ ۴۵۶۷'],
    ['0044 20 7946 0018', 'international', '+442079460018', undefined, '+۴۴۲۰۷۹۴۶۰۰۱۸'],
    ['88776655', 'short', null, undefined, '۸۸۷۷۶۶۵۵'],
    ['۱۶۲۸', 'short', null, undefined, '۱۶۲۸'],
  ])('%s is %s', (input, kind, e164, extension, display) => {
    const phone = parsePhone(input);
    expect(phone).toMatchObject({ ok: true, value: { kind, e164, display } });
    if (phone.ok) expect(phone.value.extension).toBe(extension);
  });

  test.each(['0912123456', '091212345678', 'تماس بگیرید', '02108776655', '+12', '0912 123 4567 0912'])(
    'no phone: %s',
    (input) => {
      expect(parsePhone(input)).toEqual({ ok: false, error: 'phone.format' });
    },
  );

  test('fields of one kind refuse the other', () => {
    expect(parseMobile('02188776655')).toEqual({ ok: false, error: 'mobile.format' });
    expect(parseMobile(' ')).toEqual({ ok: false, error: 'mobile.empty' });
    expect(parseLandline('09121234567')).toEqual({ ok: false, error: 'landline.format' });
    expect(parseLandline('021 8877 6655')).toMatchObject({ ok: true, value: { e164: '+982188776655' } });
  });

  test('stored numbers are shown in groups and looked up by their end', () => {
    expect(formatPhone('+989121234567', 'ascii')).toBe('0912 123 4567');
    expect(formatPhone('1628')).toBe('۱۶۲۸');
    expect(phoneLookupKey('۰۰۹۸۹۱۲۱۲۳۴۵۶۷')).toBe('9121234567');
    expect(phoneLookupKey('1628')).toBe('');
  });
});

describe('codes', () => {
  test('typed Persian digits and spaces are forgiven', () => {
    expect(parseNationalId(' ۰۰۱۰ ۳۵۰۸۲۹ ')).toEqual({ ok: true, value: '0010350829' });
    expect(parseSheba('ir82 0540 1026 8002 0817 9090 02')).toMatchObject({
      ok: true,
      value: { iban: 'IR820540102680020817909002', bank: 'پارسیان' },
    });
    expect(parseSheba('820540102680020817909002')).toMatchObject({ ok: true });
    expect(parseSheba('IR062960000000100324200001')).toMatchObject({
      ok: true,
      value: { bankCode: '296', bank: null },
    });
    expect(parsePostalCode('۱۶۱۹۷-۳۵۷۴۴')).toEqual({ ok: true, value: '1619735744' });
  });

  test('each fault has its own code', () => {
    expect(parseNationalId('')).toEqual({ ok: false, error: 'nationalId.empty' });
    expect(parseNationalId('12a')).toEqual({ ok: false, error: 'nationalId.format' });
    expect(parseNationalId('123')).toEqual({ ok: false, error: 'nationalId.length' });
    expect(parseNationalId('0012345678')).toEqual({ ok: false, error: 'nationalId.checksum' });
    expect(parseSheba('IR820540102680020817909003')).toEqual({ ok: false, error: 'sheba.checksum' });
    expect(parseCard('6037991234567890')).toEqual({ ok: false, error: 'card.checksum' });
    expect(parsePostalCode('abc')).toEqual({ ok: false, error: 'postalCode.format' });
  });

  test('a card keeps its ends only', () => {
    expect(parseCard('6037-9912-3456-7893')).toEqual({
      ok: true,
      value: { bin: '603799', last4: '7893', masked: '603799******7893' },
    });
  });

  test.each([
    ['00103508290001', 'person', undefined],
    ['10101780644', 'company', undefined],
    ['10101780643', 'partnership', 'economicNumber.unverified'],
    ['12345678901201', 'foreigner', 'economicNumber.unverified'],
    ['411111111111', 'legacy', 'economicNumber.legacy'],
  ])('economic number %s is of a %s', (number, holder, warning) => {
    expect(parseEconomicNumber(number)).toEqual({ ok: true, value: { number, holder }, ...(warning && { warning }) });
  });

  test('economic numbers of other lengths are refused', () => {
    expect(parseEconomicNumber('123')).toEqual({ ok: false, error: 'economicNumber.length' });
    expect(parseEconomicNumber('00103508290000')).toEqual({ ok: false, error: 'economicNumber.checksum' });
  });

  test('Sayad ids have sixteen digits', () => {
    expect(parseSayadId('۱۲۳۴ ۵۶۷۸ ۹۰۱۲ ۳۴۵۶')).toEqual({ ok: true, value: '1234567890123456' });
    expect(parseSayadId('123')).toEqual({ ok: false, error: 'sayadId.format' });
  });

  test.each([
    ['۱۲ ب ۳۴۵ ایران ۱۱', 'car', '12ب345-11', '۱۲ ب ۳۴۵ ایران ۱۱'],
    ['12الف345-10', 'car', '12الف345-10', '۱۲ الف ۳۴۵ ایران ۱۰'],
    ['11d12344', 'car', '11D123-44', '۱۱ D ۱۲۳ ایران ۴۴'],
    ['123-45678', 'motorcycle', '123-45678', '۱۲۳ ۴۵۶۷۸'],
  ])('plate %s', (input, kind, code, display) => {
    expect(parsePlate(input)).toEqual({ ok: true, value: { kind, code, display } });
  });

  test('a letter that plates do not carry is refused', () => {
    expect(parsePlate('12 خ 345 11')).toEqual({ ok: false, error: 'plate.format' });
  });

  test('tax ids are guarded by their digit', () => {
    expect(parseMoadianTaxId('DEF5GH0481F000000000C3')).toEqual({ ok: false, error: 'taxId.checksum' });
    expect(parseMoadianTaxId('DEF5GH')).toEqual({ ok: false, error: 'taxId.format' });
    expect(() => moadianTaxId('AB', '2020-07-20', 1)).toThrow(RangeError);
    expect(() => moadianTaxId('ABCDEF', '2020-07-20', -1)).toThrow(RangeError);
  });
});
