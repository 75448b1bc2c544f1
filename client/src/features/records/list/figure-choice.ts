import { useState } from 'react';
import type { FieldInfo } from '~/api/record-types';
import { FIGURES, type FigureName } from '~/api/summary';
import { readJson, writeJson } from '~/lib/storage';

const NUMBERS = new Set(['integer', 'decimal', 'percent', 'money']);

/** Whether a column of the field can be added up. */
export function isSummable(field: FieldInfo): boolean {
  return NUMBERS.has(field.type) && field.level !== 'masked' && field.level !== 'hidden' && field.name !== 'version';
}

type Choices = Record<string, FigureName>;

function isChoices(value: unknown): value is Choices {
  return typeof value === 'object' && value !== null;
}

/** Which figure each column shows, as this reader chose it: the sum, or the mean for percentages. */
export function useFigureChoice(typeName: string) {
  const key = `figures.${typeName}`;
  const [choices, setChoices] = useState(() => readJson<Choices>(key, isChoices, {}));
  return {
    figureOf: (field: FieldInfo): FigureName =>
      FIGURES.find((name) => name === choices[field.name]) ?? (field.type === 'percent' ? 'avg' : 'sum'),
    choose: (field: FieldInfo, figure: FigureName) => {
      const next = { ...choices, [field.name]: figure };
      writeJson(key, next);
      setChoices(next);
    },
  };
}
