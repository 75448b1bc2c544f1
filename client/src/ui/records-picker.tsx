import { recordTitle } from '~/api/record-title';
import { useRecordType } from '~/api/record-types';
import { useRecord } from '~/api/records';
import { cn } from '~/lib/cn';
import { Chip } from './chip';
import { type RecordPickerProps, RecordPicker } from './record-picker';

interface RecordsPickerProps extends Omit<RecordPickerProps, 'value' | 'onChange' | 'onCreate'> {
  /** Ids of the chosen records. */
  value: readonly string[];
  onChange: (ids: string[]) => void;
}

/** Several records of one type: each is found by typing its name and stands below as a chip. */
export function RecordsPicker({ type, value, onChange, className, isReadOnly, ...field }: RecordsPickerProps) {
  const isFixed = isReadOnly || field.isDisabled;
  return (
    <div className={cn('flex flex-col gap-2', className)}>
      <RecordPicker
        key={value.join()}
        {...field}
        isReadOnly={isReadOnly ?? false}
        type={type}
        value={null}
        onChange={(id) => id && !value.includes(id) && onChange([...value, id])}
      />
      {value.length > 0 ? (
        <div className="flex flex-wrap gap-1">
          {value.map((id) => (
            <ChosenRecord
              key={id}
              type={type}
              id={id}
              {...(isFixed ? {} : { onRemove: () => onChange(value.filter((other) => other !== id)) })}
            />
          ))}
        </div>
      ) : null}
    </div>
  );
}

function ChosenRecord({ type, id, onRemove }: { type: string; id: string; onRemove?: () => void }) {
  const info = useRecordType(type);
  const record = useRecord(info?.resource ?? '', info ? id : undefined).data;
  const name = record ? recordTitle(record, info?.titleField) : '…';
  return (
    <Chip name={name} {...(onRemove ? { onRemove } : {})}>
      <bdi>{name}</bdi>
    </Chip>
  );
}
