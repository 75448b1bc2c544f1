import type { HTMLAttributes, ReactNode, Ref } from 'react';
import { Input as AriaInput, TextArea as AriaTextArea, TextField } from 'react-aria-components';
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
