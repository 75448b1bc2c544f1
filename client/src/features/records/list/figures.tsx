import { useTranslation } from 'react-i18next';
import type { FieldInfo } from '~/api/record-types';
import type { FieldFigures, FigureName } from '~/api/summary';
import { formatNumber, formatPercent, type Money as MoneyValue } from '~/lib/format';
import { Button } from '~/ui/button';
import { Menu } from '~/ui/menu';
import { Blank, Money } from '~/ui/text';
import { figuresOf } from './figure-choice';

/** One figure of a column, short enough for it. */
export function FigureValue({ field, value }: { field: FieldInfo; value: unknown }) {
  if (value === null || value === undefined) return <Blank />;
  if (field.type === 'money') return <Money value={value as MoneyValue} isCompact />;
  return field.type === 'percent' ? formatPercent(String(value)) : formatNumber(String(value));
}

interface TotalCellProps {
  field: FieldInfo;
  figures: FieldFigures;
  figure: FigureName;
  onChoose: (figure: FigureName) => void;
}

/** What a whole column comes to; pressing it offers the other figures. */
export function TotalCell({ field, figures, figure, onChoose }: TotalCellProps) {
  const { t } = useTranslation('records');
  return (
    <Menu
      label={t('figures.label')}
      placement="top start"
      trigger={
        <Button size="sm" variant="ghost" className="-ms-2 max-w-full px-2">
          {figure === 'sum' ? null : <span className="text-xs font-normal text-muted">{t(`figures.${figure}`)}</span>}
          <span className="truncate">
            <FigureValue field={field} value={figures[figure]} />
          </span>
        </Button>
      }
      groups={[
        {
          id: 'figures',
          entries: figuresOf(field).map((name) => ({
            id: name,
            label: t(`figures.${name}`),
            hint: <FigureValue field={field} value={figures[name]} />,
            isChecked: name === figure,
            onAction: () => onChoose(name),
          })),
        },
      ]}
    />
  );
}
