import { Star, X } from 'lucide-react';
import { Radio, RadioGroup } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { cn } from '~/lib/cn';
import { formatNumber } from '~/lib/format';
import { IconButton } from './button';
import { fieldClass, FieldFrame, type FieldProps } from './field';

interface RatingInputProps extends FieldProps {
  value: number | null;
  onChange: (value: number | null) => void;
  /** Number of stars. */
  max: number;
}

/** Stars to choose from: a press or the arrow keys, which follow the direction of the page; the cross takes the rating away. */
export function RatingInput({ value, onChange, max, className, isRequired, ...props }: RatingInputProps) {
  const { t } = useTranslation();
  const { label, help, error, hideLabel, isDisabled, isReadOnly } = props;
  const canClear = value !== null && !isRequired && !isDisabled && !isReadOnly;
  return (
    <RadioGroup
      orientation="horizontal"
      className={fieldClass(className)}
      value={value === null ? null : String(value)}
      onChange={(next) => onChange(Number(next))}
      isDisabled={isDisabled ?? false}
      isReadOnly={isReadOnly ?? false}
      isInvalid={error !== undefined}
    >
      <FieldFrame
        label={label}
        help={help}
        error={error}
        isRequired={isRequired ?? false}
        hideLabel={hideLabel ?? false}
      >
        <span className="flex min-h-9 items-center">
          {Array.from({ length: max }, (_, index) => (
            <Radio
              key={index}
              value={String(index + 1)}
              aria-label={t('rating.of', { value: formatNumber(index + 1), max: formatNumber(max) })}
              className="cursor-pointer rounded-md p-1 outline-none data-[disabled]:cursor-default data-[disabled]:opacity-50 data-[focus-visible]:outline-2 data-[focus-visible]:outline-focus pointer-coarse:p-2"
            >
              <Star
                aria-hidden
                className={cn('size-5', index < (value ?? 0) ? 'fill-warning text-warning' : 'text-muted')}
              />
            </Radio>
          ))}
          {canClear ? (
            <IconButton size="sm" className="ms-1 text-muted" label={t('rating.clear')} onPress={() => onChange(null)}>
              <X aria-hidden />
            </IconButton>
          ) : null}
        </span>
      </FieldFrame>
    </RadioGroup>
  );
}
