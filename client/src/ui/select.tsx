import { Check, ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, ListBox, ListBoxItem, Popover, Select as AriaSelect, SelectValue } from 'react-aria-components';
import { cn } from '~/lib/cn';
import { type FieldProps, FieldFrame, fieldClass } from './field';
import { overlayClass } from './overlay/overlay-class';

export interface Option<V extends string = string> {
  value: V;
  label: string;
  icon?: ReactNode;
  help?: string;
  isDisabled?: boolean;
}

/** Class of one line in any list that opens from a field. */
export const optionClass =
  'group flex min-h-9 cursor-pointer items-center gap-2 rounded-lg px-2.5 py-1 text-sm outline-none data-[disabled]:opacity-50 data-[focused]:bg-default data-[selected]:font-medium pointer-coarse:min-h-11';

interface SelectProps<V extends string> extends FieldProps {
  value: V | null;
  onChange: (value: V) => void;
  options: ReadonlyArray<Option<V>>;
  placeholder?: string;
}

export function Select<V extends string>({ value, onChange, options, placeholder, ...field }: SelectProps<V>) {
  const { t } = useTranslation();
  return (
    <AriaSelect
      value={value}
      onChange={(key) => {
        const option = options.find((candidate) => candidate.value === key);
        if (option) onChange(option.value);
      }}
      placeholder={placeholder ?? t('picker.placeholder')}
      isInvalid={Boolean(field.error)}
      isRequired={field.isRequired ?? false}
      isDisabled={(field.isDisabled ?? false) || (field.isReadOnly ?? false)}
      validationBehavior="aria"
      className={fieldClass(field.className)}
    >
      <FieldFrame {...frameOf(field)}>
        <Button className="field-box cursor-pointer gap-2 px-3 text-start outline-none">
          <SelectValue className="min-w-0 grow truncate data-[placeholder]:text-muted">
            {({ defaultChildren, isPlaceholder }) =>
              isPlaceholder ? defaultChildren : options.find((option) => option.value === value)?.label
            }
          </SelectValue>
          <ChevronDown aria-hidden className="size-4 shrink-0 text-muted" />
        </Button>
      </FieldFrame>
      <Popover offset={4} className={cn(overlayClass, 'min-w-(--trigger-width)')}>
        <OptionList options={options} />
      </Popover>
    </AriaSelect>
  );
}

interface MultiSelectProps<V extends string> extends FieldProps {
  value: readonly V[];
  onChange: (value: V[]) => void;
  options: ReadonlyArray<Option<V>>;
  placeholder?: string;
}

export function MultiSelect<V extends string>({
  value,
  onChange,
  options,
  placeholder,
  ...field
}: MultiSelectProps<V>) {
  const { t } = useTranslation();
  return (
    <AriaSelect
      selectionMode="multiple"
      value={[...value]}
      onChange={(keys) => {
        const chosen = new Set(keys.map(String));
        onChange(options.filter((option) => chosen.has(option.value)).map((option) => option.value));
      }}
      placeholder={placeholder ?? t('picker.placeholder')}
      isInvalid={Boolean(field.error)}
      isRequired={field.isRequired ?? false}
      isDisabled={field.isDisabled ?? false}
      validationBehavior="aria"
      className={fieldClass(field.className)}
    >
      <FieldFrame {...frameOf(field)}>
        <Button className="field-box cursor-pointer gap-2 px-3 text-start outline-none">
          <SelectValue className="min-w-0 grow truncate data-[placeholder]:text-muted">
            {({ defaultChildren, isPlaceholder }) =>
              isPlaceholder
                ? defaultChildren
                : options
                    .filter((option) => value.includes(option.value))
                    .map((option) => option.label)
                    .join('، ')
            }
          </SelectValue>
          <ChevronDown aria-hidden className="size-4 shrink-0 text-muted" />
        </Button>
      </FieldFrame>
      <Popover offset={4} className={cn(overlayClass, 'min-w-(--trigger-width)')}>
        <OptionList options={options} />
      </Popover>
    </AriaSelect>
  );
}

function OptionList<V extends string>({ options }: { options: ReadonlyArray<Option<V>> }) {
  return (
    <ListBox className="max-h-80 overflow-auto p-1.5 outline-none">
      {options.map((option) => (
        <ListBoxItem
          key={option.value}
          id={option.value}
          textValue={option.label}
          isDisabled={option.isDisabled ?? false}
          className={optionClass}
        >
          <OptionLine option={option} />
        </ListBoxItem>
      ))}
    </ListBox>
  );
}

export function OptionLine({ option }: { option: Option }) {
  return (
    <>
      {option.icon}
      <span className="flex min-w-0 grow flex-col">
        <span className="truncate" dir="auto">
          {option.label}
        </span>
        {option.help ? <span className="truncate text-2xs font-normal text-muted">{option.help}</span> : null}
      </span>
      <Check
        aria-hidden
        className="invisible size-4 shrink-0 text-accent-soft-foreground group-data-[selected]:visible"
      />
    </>
  );
}

/** The part of a field's props that its frame draws. */
export function frameOf(field: FieldProps) {
  return {
    label: field.label,
    help: field.help,
    error: field.error,
    isRequired: field.isRequired ?? false,
    hideLabel: field.hideLabel ?? false,
  };
}
