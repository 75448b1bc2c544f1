import { ChevronDown, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, ComboBox as AriaComboBox, Input, ListBox, ListBoxItem, Popover } from 'react-aria-components';
import { cn } from '~/lib/cn';
import { IconButton } from './button';
import { type FieldProps, fieldClass, FieldFrame } from './field';
import { overlayClass } from './overlay/overlay-class';
import { frameOf, type Option, OptionLine, optionClass } from './select';

export interface ComboBoxProps extends FieldProps {
  /** The chosen option, or null. Carries its label, because the list may not hold it. */
  value: Option | null;
  onChange: (value: Option | null) => void;
  /** Options for what is typed now. */
  options: readonly Option[];
  /** Told what is typed, so that the caller can search. Without it the options are filtered here. */
  onSearch?: (text: string) => void;
  isLoading?: boolean;
  /** Offers to make a new one of the typed name. */
  onCreate?: (name: string) => void;
  placeholder?: string;
}

const CREATE = '__create';

/** A field that finds its value while one types. */
export function ComboBox({
  value,
  onChange,
  options,
  onSearch,
  isLoading,
  onCreate,
  placeholder,
  ...field
}: ComboBoxProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? value?.label ?? '';
  const creatable =
    onCreate && typed?.trim() ? [{ value: CREATE, label: t('picker.create', { name: typed.trim() }) }] : [];

  const choose = (key: string | number | null) => {
    if (key === CREATE) onCreate?.((typed ?? '').trim());
    else if (key !== null) onChange(options.find((option) => option.value === key) ?? null);
    setTyped(null);
  };

  return (
    <AriaComboBox
      value={value?.value ?? null}
      onChange={choose}
      inputValue={text}
      onInputChange={(next) => {
        if (next === (value?.label ?? '')) return;
        setTyped(next);
        onSearch?.(next);
      }}
      onOpenChange={(isOpen) => {
        if (isOpen) onSearch?.('');
        else setTyped(null);
      }}
      {...(onSearch
        ? { items: [...options, ...creatable], defaultFilter: () => true }
        : { defaultItems: [...options, ...creatable] })}
      menuTrigger="focus"
      allowsEmptyCollection
      isInvalid={Boolean(field.error)}
      isRequired={field.isRequired ?? false}
      isDisabled={(field.isDisabled ?? false) || (field.isReadOnly ?? false)}
      validationBehavior="aria"
      className={fieldClass(field.className)}
    >
      <FieldFrame {...frameOf(field)}>
        <div className="field-box">
          <Input placeholder={placeholder ?? t('picker.search')} dir="auto" />
          {value && !field.isRequired && !field.isDisabled && !field.isReadOnly ? (
            <IconButton
              label={t('picker.clear')}
              size="sm"
              slot={null}
              className="size-7"
              hasTooltip={false}
              onPress={() => onChange(null)}
            >
              <X aria-hidden />
            </IconButton>
          ) : null}
          <Button className="grid size-8 shrink-0 cursor-pointer place-items-center text-muted outline-none">
            <ChevronDown aria-hidden className="size-4" />
          </Button>
        </div>
      </FieldFrame>
      <Popover offset={4} className={cn(overlayClass, 'min-w-(--trigger-width)')}>
        <ListBox<Option>
          className="max-h-80 overflow-auto p-1.5 outline-none"
          renderEmptyState={() => (
            <p className="p-3 text-sm text-muted">{t(isLoading ? 'picker.searching' : 'picker.noMatch')}</p>
          )}
        >
          {(option) => (
            <ListBoxItem id={option.value} textValue={option.label} className={optionClass}>
              <OptionLine option={option} />
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaComboBox>
  );
}
