import { Search, X } from 'lucide-react';
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { cn } from '~/lib/cn';
import { IconButton } from './button';

export interface SearchInputProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** Told on Enter. */
  onSubmit?: (value: string) => void;
  placeholder?: string;
  className?: string;
  autoFocus?: boolean;
  ref?: Ref<HTMLInputElement>;
}

/** A search over what is on screen. Escape clears it. The browser's own input: every list has one. */
export function SearchInput({
  label,
  value,
  onChange,
  onSubmit,
  placeholder,
  className,
  autoFocus,
  ref,
}: SearchInputProps) {
  const { t } = useTranslation();
  return (
    <div role="search" className={cn('field-box', className)}>
      <Search aria-hidden className="ms-2.5 size-4 shrink-0 text-muted" />
      <input
        ref={ref}
        type="search"
        aria-label={label}
        value={value}
        placeholder={placeholder ?? label}
        dir="auto"
        autoFocus={autoFocus}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.code === 'Enter') onSubmit?.(value);
          if (event.code !== 'Escape' || value === '') return;
          event.stopPropagation();
          onChange('');
        }}
        className="[&::-webkit-search-cancel-button]:hidden"
      />
      {value ? (
        <IconButton
          label={t('actions.clear')}
          size="sm"
          className="me-1 size-7 min-w-7 text-muted"
          hasTooltip={false}
          onPress={() => onChange('')}
        >
          <X aria-hidden />
        </IconButton>
      ) : null}
    </div>
  );
}
