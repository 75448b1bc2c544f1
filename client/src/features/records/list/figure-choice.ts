import { useState } from 'react';
import type { FieldInfo } from '~/api/record-types';
import { FIGURES, type FigureName } from '~/api/summary';
import { readJson, writeJson } from '~/lib/storage';

/** Adding these up says nothing: their mean is what counts. */
const isMean = (field: FieldInfo) => field.type === 'percent' || field.custom?.kind === 'rating';
const NUMBERS = new Set(['integer', 'decimal', 'percent', 'money']);

/** Whether a column of the field can be added up. */
export function isSummable(field: FieldInfo): boolean {
  return NUMBERS.has(field.type) && field.level !== 'masked' && field.level !== 'hidden' && field.name !== 'version';
}

/** What a column can show: everything, but no sum of ratings. */
export function figuresOf(field: FieldInfo): readonly FigureName[] {
  return field.custom?.kind === 'rating' ? FIGURES.filter((name) => name !== 'sum') : FIGURES;
}

type Choices = Record<string, FigureName>;

function isChoices(value: unknown): value is Choices {
  return typeof value === 'object' && value !== null;
}

/** Which figure each column shows, as this reader chose it: the sum, or the mean for percentages and ratings. */
export function useFigureChoice(typeName: string) {
  const key = `figures.${typeName}`;
  const [choices, setChoices] = useState(() => readJson<Choices>(key, isChoices, {}));
  return {
    figureOf: (field: FieldInfo): FigureName =>
      figuresOf(field).find((name) => name === choices[field.name]) ?? (isMean(field) ? 'avg' : 'sum'),
    choose: (field: FieldInfo, figure: FigureName) => {
      const next = { ...choices, [field.name]: figure };
      writeJson(key, next);
      setChoices(next);
    },
  };
}
