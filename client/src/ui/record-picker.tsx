import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useMemo, useState } from 'react';
import { type Filter } from '~/api/filter';
import { recordTitle } from '~/api/record-title';
import { useRecordType } from '~/api/record-types';
import { type RecordBase, recordQuery, useRecordList } from '~/api/records';
import { ComboBox } from './combo-box';
import type { FieldProps } from './field';
import type { Option } from './select';

export interface RecordPickerProps extends FieldProps {
  /** Record type by name (`account`) or resource (`accounts`). */
  type: string;
  /** Id of the chosen record, or null. */
  value: string | null;
  onChange: (id: string | null, record: RecordBase | null) => void;
  /** Narrows what can be chosen. */
  filter?: Filter;
  onCreate?: (name: string) => void;
}

/** Finds one record of a type by typing its name. */
export function RecordPicker({ type, value, onChange, filter, onCreate, ...field }: RecordPickerProps) {
  const info = useRecordType(type);
  const resource = info?.resource ?? type;
  const [typed, setTyped] = useState('');
  const [isOpened, setOpened] = useState(false);
  const q = useDeferredValue(typed.trim());
  const list = useRecordList(resource, { q: q || undefined, filter, limit: 20 }, { isEnabled: isOpened });
  const chosen = useQuery({ ...recordQuery(resource, value ?? ''), enabled: Boolean(value) });
  const titleField = info?.titleField;

  // Until the answer to what is typed is there, only what fits it is offered: Enter must never take something else.
  const waitedFor = list.isPlaceholderData || q !== typed.trim() ? typed.trim() : '';
  const options = useMemo<Option[]>(
    () =>
      list.rows
        .map((record) => ({ value: record.id, label: recordTitle(record, titleField), help: subtitle(record) }))
        .filter((option) => option.label.includes(waitedFor)),
    [list.rows, titleField, waitedFor],
  );
  const known = options.find((option) => option.value === value);
  const selected = value ? (known ?? { value, label: chosen.data ? recordTitle(chosen.data, titleField) : '…' }) : null;

  return (
    <ComboBox
      {...field}
      value={selected}
      options={options}
      isLoading={list.isFetching}
      onCreate={onCreate}
      onSearch={(text) => {
        setOpened(true);
        setTyped(text);
      }}
      onChange={(option) =>
        onChange(option?.value ?? null, list.rows.find((record) => record.id === option?.value) ?? null)
      }
    />
  );
}

function subtitle(record: RecordBase): string | undefined {
  const parts = [record.city, record.jobTitle, record.companyName].filter((part) => typeof part === 'string' && part);
  return parts.length > 0 ? parts.join('، ') : undefined;
}
