import { Search, X } from 'lucide-react';
import type { HTMLAttributes, ReactNode, Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, Input as AriaInput, SearchField, TextArea as AriaTextArea, TextField } from 'react-aria-components';
import { type FieldProps, FieldFrame, fieldClass } from './field';

export interface InputProps extends FieldProps {
  value: string;
  onChange: (value: string) => void;
  onBlur?: () => void;
  placeholder?: string;
  type?: 'text' | 'email' | 'url' | 'tel' | 'password';
  inputMode?: HTMLAttributes<HTMLInputElement>['inputMode'];
  autoComplete?: string;
  autoFocus?: boolean;
  maxLength?: number;
  /** Codes, addresses and numbers read from left to right. */
  isLtr?: boolean;
  prefix?: ReactNode;
  suffix?: ReactNode;
  ref?: Ref<HTMLInputElement>;
}

export function Input(props: InputProps) {
  const { label, help, error, isRequired, hideLabel, className, isLtr, prefix, suffix, placeholder, ref } = props;
  return (
    <TextField
      className={fieldClass(className)}
      value={props.value}
      onChange={props.onChange}
      isInvalid={Boolean(error)}
      isRequired={isRequired ?? false}
      isDisabled={props.isDisabled ?? false}
      isReadOnly={props.isReadOnly ?? false}
      validationBehavior="aria"
      type={props.type ?? 'text'}
      {...(props.name ? { name: props.name } : {})}
      {...(props.onBlur ? { onBlur: props.onBlur } : {})}
      {...(props.maxLength ? { maxLength: props.maxLength } : {})}
      {...(props.autoComplete ? { autoComplete: props.autoComplete } : {})}
      {...(props.inputMode ? { inputMode: props.inputMode } : {})}
      autoFocus={props.autoFocus ?? false}
    >
      <FieldFrame
        label={label}
        help={help}
        error={error}
        isRequired={isRequired ?? false}
        hideLabel={hideLabel ?? false}
      >
        <div className="field-box">
          {prefix ? <span className="ps-3 text-muted">{prefix}</span> : null}
          <AriaInput ref={ref ?? null} placeholder={placeholder} dir={isLtr ? 'ltr' : 'auto'} />
          {suffix ? <span className="pe-1.5 text-muted">{suffix}</span> : null}
        </div>
      </FieldFrame>
    </TextField>
  );
}

export interface TextAreaProps extends FieldProps {
  value: string;
  onChange: (value: string) => void;
  onBlur?: () => void;
  placeholder?: string;
  rows?: number;
  autoFocus?: boolean;
  maxLength?: number;
}

export function TextArea(props: TextAreaProps) {
  const { label, help, error, isRequired, hideLabel, className } = props;
  return (
    <TextField
      className={fieldClass(className)}
      value={props.value}
      onChange={props.onChange}
      isInvalid={Boolean(error)}
      isRequired={isRequired ?? false}
      isDisabled={props.isDisabled ?? false}
      isReadOnly={props.isReadOnly ?? false}
      validationBehavior="aria"
      autoFocus={props.autoFocus ?? false}
      {...(props.onBlur ? { onBlur: props.onBlur } : {})}
      {...(props.maxLength ? { maxLength: props.maxLength } : {})}
    >
      <FieldFrame
        label={label}
        help={help}
        error={error}
        isRequired={isRequired ?? false}
        hideLabel={hideLabel ?? false}
      >
        <div className="field-box">
          <AriaTextArea
            rows={props.rows ?? 3}
            placeholder={props.placeholder}
            dir="auto"
            className="field-sizing-content min-h-20 resize-y"
          />
        </div>
      </FieldFrame>
    </TextField>
  );
}

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
