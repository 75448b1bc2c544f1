import { ArrowDown, ArrowUp, RotateCcw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from '../button';
import { Checkbox } from '../checkbox';
import { type Column, type ColumnChoice, defaultChoice } from './columns';

export interface ColumnListProps<T> {
  columns: ReadonlyArray<Column<T>>;
  choice: ColumnChoice;
  onChange: (choice: ColumnChoice) => void;
}

/** The columns of a list, to be ticked and put in order. */
export default function ColumnList<T>({ columns, choice, onChange }: ColumnListProps<T>) {
  const { t } = useTranslation();
  const rest = columns.slice(1);
  const shown = choice.shown
    .map((id) => rest.find((column) => column.id === id))
    .filter((column) => column !== undefined);
  const hidden = rest.filter((column) => !choice.shown.includes(column.id));
  const move = (id: string, by: -1 | 1) => {
    const next = [...choice.shown];
    const at = next.indexOf(id);
    const to = at + by;
    if (to < 0 || to >= next.length) return;
    next.splice(at, 1);
    next.splice(to, 0, id);
    onChange({ ...choice, shown: next });
  };
  const toggle = (id: string) =>
    onChange({
      ...choice,
      shown: choice.shown.includes(id) ? choice.shown.filter((other) => other !== id) : [...choice.shown, id],
    });
  return (
    <div className="flex w-64 flex-col gap-0.5">
      {[...shown, ...hidden].map((column) => {
        const isShown = choice.shown.includes(column.id);
        return (
          <div key={column.id} className="flex min-h-9 items-center gap-1 rounded-lg px-1 hover:bg-default">
            <Checkbox isSelected={isShown} onChange={() => toggle(column.id)} className="min-w-0 grow">
              {column.header}
            </Checkbox>
            {isShown ? (
              <>
                <IconButton
                  size="sm"
                  label={t('table.moveEarlier')}
                  hasTooltip={false}
                  onPress={() => move(column.id, -1)}
                >
                  <ArrowUp aria-hidden />
                </IconButton>
                <IconButton
                  size="sm"
                  label={t('table.moveLater')}
                  hasTooltip={false}
                  onPress={() => move(column.id, 1)}
                >
                  <ArrowDown aria-hidden />
                </IconButton>
              </>
            ) : null}
          </div>
        );
      })}
      <Button
        size="sm"
        variant="ghost"
        icon={<RotateCcw aria-hidden />}
        onPress={() => onChange(defaultChoice(columns))}
      >
        {t('table.resetColumns')}
      </Button>
    </div>
  );
}
