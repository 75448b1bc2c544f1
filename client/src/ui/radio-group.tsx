import type { ReactNode } from 'react';
import { Label, Radio, RadioGroup as AriaRadioGroup } from 'react-aria-components';
import { cn } from '~/lib/cn';

export interface RadioOption<V extends string> {
  value: V;
  label: ReactNode;
  help?: ReactNode;
}

interface RadioGroupProps<V extends string> {
  label: string;
  value: V;
  onChange: (value: V) => void;
  options: ReadonlyArray<RadioOption<V>>;
  /** Side by side as one bar, for two to four short choices. */
  isSegmented?: boolean;
  hideLabel?: boolean;
  className?: string;
}

export function RadioGroup<V extends string>(props: RadioGroupProps<V>) {
  const { label, value, onChange, options, isSegmented, hideLabel, className } = props;
  const change = (next: string) => {
    const option = options.find((candidate) => candidate.value === next);
    if (option) onChange(option.value);
  };
  return (
    <AriaRadioGroup
      value={value}
      onChange={change}
      className={cn('flex min-w-0 flex-col', className)}
      orientation={isSegmented ? 'horizontal' : 'vertical'}
    >
      <Label className={hideLabel ? 'sr-only' : 'mb-1 text-xs font-medium'}>{label}</Label>
      <div
        className={isSegmented ? 'flex w-fit max-w-full rounded-lg bg-surface-tertiary p-0.5' : 'flex flex-col gap-1.5'}
      >
        {options.map((option) => (
          <Radio
            key={option.value}
            value={option.value}
            className={cn(
              'cursor-pointer text-sm outline-none data-[focus-visible]:outline-2 data-[focus-visible]:outline-focus',
              isSegmented
                ? 'flex items-center justify-center gap-1.5 rounded-md px-3 py-1 text-muted data-[selected]:bg-surface data-[selected]:font-medium data-[selected]:text-foreground data-[selected]:shadow-surface [&_svg]:size-4'
                : 'flex items-start gap-2 rounded-lg border border-border p-3 data-[selected]:border-accent data-[selected]:bg-accent-soft',
            )}
          >
            {isSegmented ? (
              option.label
            ) : (
              <span className="flex flex-col">
                <span className="font-medium">{option.label}</span>
                {option.help ? <span className="text-xs text-muted">{option.help}</span> : null}
              </span>
            )}
          </Radio>
        ))}
      </div>
    </AriaRadioGroup>
  );
}
