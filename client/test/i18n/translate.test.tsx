import { render, screen } from '@testing-library/react';
import { act, Suspense } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { changeLanguage, translator, useTranslation } from '~/i18n';
import { addTexts } from '~/i18n/texts';

addTexts('fa', {
  probe: { plain: 'متن', deep: { count: '{{count, number}} مورد از {{ name }}' }, list: ['الف', 'ب'] },
});
addTexts('en', { probe: { plain: 'Text', deep: { count: '{{count, number}} of {{name}}' }, list: ['a', 'b'] } });
addTexts('en', { other: { plain: 'Other text', only: 'Here only' } });
addTexts('fa', { other: { plain: 'متن دیگر', only: 'تنها اینجا' } });

describe('texts', () => {
  const t = translator('fa', ['probe', 'other']);

  it('are looked up in their areas in order, or in the one that the key names', () => {
    expect(t('plain')).toBe('متن');
    expect(t('only')).toBe('تنها اینجا');
    expect(t('other:plain')).toBe('متن دیگر');
  });

  it('hold values, numbers in the digits of the language', () => {
    expect(t('deep.count', { count: 12345, name: 'یزد' })).toBe('۱۲٬۳۴۵ مورد از یزد');
    expect(translator('en', ['probe'])('deep.count', { count: 12345, name: 'Yazd' })).toBe('12,345 of Yazd');
    expect(t('deep.count', { count: 1 })).toBe('۱ مورد از ');
  });

  it('keep a Persian name in an English sentence apart', async () => {
    await changeLanguage('en');
    expect(translator('en', ['probe'])('deep.count', { count: 2, name: 'یزد' })).toBe('2 of \u2068یزد\u2069');
    await changeLanguage('fa');
    expect(t('deep.count', { count: 2, name: 'یزد' })).toBe('۲ مورد از یزد');
  });

  it('come as a list when asked for', () => {
    expect(t('list', { returnObjects: true })).toEqual(['الف', 'ب']);
  });

  it('are said by their key, or by what stands in for them, when they do not exist', () => {
    expect(t('probe:deep.none')).toBe('deep.none');
    expect(t('deep.none', { defaultValue: 'نامشخص' })).toBe('نامشخص');
    expect(t('deep')).toBe('deep');
  });
});

describe('texts of a component', () => {
  afterEach(() => changeLanguage('fa'));

  it('are waited for, and follow the language', async () => {
    await act(async () => {
      render(
        <Suspense fallback="…">
          <Word />
        </Suspense>,
      );
    });
    expect(await screen.findByTestId('word')).toHaveProperty('textContent', 'هدف‌های فروش');
    await act(() => changeLanguage('en'));
    expect((await screen.findByTestId('word')).textContent).toBe('Targets');
    expect(document.documentElement.dir).toBe('ltr');
  });
});

function Word() {
  const { t } = useTranslation('targets');
  return <span data-testid="word">{t('title')}</span>;
}
