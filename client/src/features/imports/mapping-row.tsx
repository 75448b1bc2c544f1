import { useTranslation } from 'react-i18next';
import { type FieldInfo, useLabel } from '~/api/record-types';
import { formatPercent } from '~/lib/format';
import { Checkbox } from '~/ui/checkbox';
import { Select } from '~/ui/select';
import { UserText } from '~/ui/text';
import { type ColumnFacts, DATE_ORDERS, type MappingEntry, unknownChoices } from './import';

const NONE = '-';
const UNITS = ['IRT', 'IRR'] as const;

interface MappingRowProps {
  column: ColumnFacts;
  sample: readonly string[];
  fields: readonly FieldInfo[];
  entry: MappingEntry | undefined;
  onField: (field: FieldInfo | undefined) => void;
  onChange: (entry: MappingEntry) => void;
}

/** One column of the file: what stands in it, which field it fills, and how it is read. */
export function MappingRow({ column, sample, fields, entry, onField, onChange }: MappingRowProps) {
  const { t } = useTranslation('imports');
  const label = useLabel();
  const field = fields.find((each) => each.name === entry?.field);
  return (
    <li className="grid items-start gap-x-4 gap-y-2 border-b border-hairline px-4 py-3 last:border-0 md:grid-cols-[14rem_16rem_minmax(0,22rem)]">
      <div className="min-w-0">
        <UserText className="block truncate text-sm font-medium">{column.name}</UserText>
        <p className="truncate text-2xs text-muted">
          <UserText>{sample.slice(0, 3).join('، ')}</UserText>
        </p>
        {column.filled < column.seen ? (
          <p className="text-2xs text-muted">
            {t('filled', { percent: formatPercent((column.filled / Math.max(1, column.seen)) * 100, 0) })}
          </p>
        ) : null}
      </div>
      <Select
        label={t('fieldOf', { column: column.name })}
        hideLabel
        value={entry?.field ?? NONE}
        onChange={(name) => onField(fields.find((each) => each.name === name))}
        options={[
          { value: NONE, label: t('skip') },
          ...fields.map((each) => ({ value: each.name, label: label(each.label) })),
        ]}
      />
      {entry && field ? <Reading entry={entry} field={field} sample={sample} onChange={onChange} /> : <span />}
    </li>
  );
}

function Reading({
  entry,
  field,
  sample,
  onChange,
}: {
  entry: MappingEntry;
  field: FieldInfo;
  sample: readonly string[];
  onChange: (entry: MappingEntry) => void;
}) {
  const { t } = useTranslation('imports');
  const label = useLabel();
  if (field.type === 'date' || field.type === 'instant')
    return (
      <Select
        label={t('dates')}
        hideLabel
        value={entry.dates ?? 'auto'}
        onChange={(dates) => onChange({ ...entry, dates })}
        options={DATE_ORDERS.map((order) => ({ value: order, label: t(`dateOrders.${order}`) }))}
      />
    );
  if (field.type === 'money')
    return (
      <Select
        label={t('unit')}
        hideLabel
        value={entry.moneyUnit ?? 'IRR'}
        onChange={(moneyUnit) => onChange({ ...entry, moneyUnit })}
        options={UNITS.map((unit) => ({ value: unit, label: t(`units.${unit}`) }))}
      />
    );
  if (field.target)
    return (
      <Checkbox
        isSelected={entry.link?.createMissing ?? false}
        onChange={(createMissing) => onChange({ ...entry, link: { by: 'title', ...entry.link, createMissing } })}
      >
        {t('createMissing')}
      </Checkbox>
    );
  if (field.choices && field.choices.length > 0)
    return (
      <div className="flex flex-col gap-2">
        {unknownChoices(field, sample).map((word) => (
          <div key={word} className="grid grid-cols-[8rem_1fr] items-center gap-2">
            <UserText className="truncate text-xs">{word}</UserText>
            <Select
              label={t('choiceOf', { word })}
              hideLabel
              value={entry.values?.[word] ?? NONE}
              onChange={(value) => onChange({ ...entry, values: withWord(entry, word, value) })}
              options={[
                { value: NONE, label: t('asIs') },
                ...(field.choices ?? []).map((choice) => ({ value: choice.value, label: label(choice.label) })),
              ]}
            />
          </div>
        ))}
      </div>
    );
  return <span />;
}

/** The other words of an entry with one more, or without it. */
export function withWord(entry: MappingEntry, word: string, value: string): Record<string, string | null> {
  const { [word]: _old, ...others } = entry.values ?? {};
  return value === NONE ? others : { ...others, [word]: value };
}
