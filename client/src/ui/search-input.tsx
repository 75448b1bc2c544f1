import { Search, X } from 'lucide-react';
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, Input as AriaInput, SearchField } from 'react-aria-components';
import { fieldClass } from './field';

export interface SearchInputProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  onSubmit?: (value: string) => void;
  placeholder?: string;
  className?: string;
  autoFocus?: boolean;
  ref?: Ref<HTMLInputElement>;
}

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
    <SearchField
      aria-label={label}
      value={value}
      onChange={onChange}
      autoFocus={autoFocus ?? false}
      className={fieldClass(className)}
      {...(onSubmit ? { onSubmit } : {})}
    >
      <div className="field-box">
        <Search aria-hidden className="ms-2.5 size-4 shrink-0 text-muted" />
        <AriaInput
          ref={ref ?? null}
          placeholder={placeholder ?? label}
          dir="auto"
          className="[&::-webkit-search-cancel-button]:hidden"
        />
        {value ? (
          <Button
            aria-label={t('actions.clear')}
            className="me-1 grid size-7 shrink-0 place-items-center rounded-md text-muted hover:bg-default"
          >
            <X aria-hidden className="size-4" />
          </Button>
        ) : null}
      </div>
    </SearchField>
  );
}
