import { describe, expect, it } from 'vitest';
import { suggestName, suggestResource, suggestValue } from './names';

describe('suggestName', () => {
  it('makes one word of the words of a label', () => {
    expect(suggestName('Serial number')).toBe('serialNumber');
    expect(suggestName('  Fleet-size (km)')).toBe('fleetSizeKm');
  });

  it('writes Persian letters by their sound', () => {
    expect(suggestName('شماره سریال')).toBe('shmarhSrial');
    expect(suggestName('پیش‌فاکتور ۲')).toBe('pishFaktvr2');
  });

  it('begins with a letter, is never longer than forty characters and keeps the ending', () => {
    expect(suggestName('۲ ساله')).toBe('salh');
    const long = suggestName('ب '.repeat(80), 'Id');
    expect(long).toHaveLength(40);
    expect(long.endsWith('Id')).toBe(true);
  });

  it('has nothing to say of a label without letters', () => {
    expect(suggestName('…')).toBe('');
    expect(suggestName('…', 'Id')).toBe('');
  });
});

it('suggestResource joins the words of a plural', () => {
  expect(suggestResource('Medical devices')).toBe('medical-devices');
  expect(suggestResource('دستگاه‌ها')).toBe('dstgah-ha');
});

it('suggestValue never repeats a value', () => {
  expect(suggestValue('سالم', new Set(['salm']))).toBe('salm2');
  expect(suggestValue('؟', new Set(['option', 'option2']))).toBe('option3');
});
