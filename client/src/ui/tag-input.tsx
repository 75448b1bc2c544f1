import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '~/api/http';
import { cn } from '~/lib/cn';
import { Chip } from './chip';
import { ComboBox } from './combo-box';
import type { FieldProps } from './field';

interface TagInputProps extends FieldProps {
  /** Record type whose tags are suggested; without it there are no suggestions. */
  type: string | undefined;
  value: readonly string[];
  onChange: (tags: string[]) => void;
}

/** Tags as chips, with those already in use suggested while one types. */
export function TagInput({ type, value, onChange, className, ...field }: TagInputProps) {
  const { t } = useTranslation('records');
  const [typed, setTyped] = useState('');
  const q = useDeferredValue(typed.trim());
  const suggestions = useQuery({
    queryKey: ['tags', type, q],
    queryFn: ({ signal }) => api.get<{ data: string[] }>('/tags', { query: { type, q }, signal }),
    enabled: type !== undefined,
    staleTime: 60_000,
    placeholderData: (before) => before,
  });
  const free = (suggestions.data?.data ?? []).filter((tag) => !value.includes(tag));
  const add = (tag: string) => {
    if (tag && !value.includes(tag)) onChange([...value, tag]);
    setTyped('');
  };
  return (
    <div className={cn('flex flex-col gap-2', className)}>
      <ComboBox
        key={value.length}
        {...field}
        placeholder={t('tags.placeholder')}
        value={null}
        onChange={(option) => option && add(option.value)}
        onSearch={setTyped}
        onCreate={free.includes(q) ? undefined : add}
        options={free.map((tag) => ({ value: tag, label: tag }))}
        isLoading={suggestions.isFetching}
      />
      {value.length > 0 ? (
        <div className="flex flex-wrap gap-1">
          {value.map((tag) => (
            <Chip key={tag} name={tag} onRemove={() => onChange(value.filter((other) => other !== tag))}>
              {tag}
            </Chip>
          ))}
        </div>
      ) : null}
    </div>
  );
}
