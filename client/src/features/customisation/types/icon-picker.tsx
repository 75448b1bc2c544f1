import { useTranslation } from 'react-i18next';
import { cn } from '~/lib/cn';
import { TYPE_ICONS, TypeIcon } from '../type-icons';

interface IconPickerProps {
  value: string;
  onChange: (name: string) => void;
}

/** One picture out of a few dozen. */
export function IconPicker({ value, onChange }: IconPickerProps) {
  const { t } = useTranslation('customisation');
  return (
    <fieldset>
      <legend className="mb-1 text-xs font-medium">{t('types.icon')}</legend>
      <div className="flex flex-wrap gap-1">
        {Object.keys(TYPE_ICONS).map((name) => (
          <label
            key={name}
            className={cn(
              'grid size-10 cursor-pointer place-items-center rounded-lg has-focus-visible:outline-2 has-focus-visible:outline-focus',
              name === value ? 'bg-accent-soft text-accent-soft-foreground' : 'text-muted hover:bg-default',
            )}
          >
            <input
              type="radio"
              name="type-icon"
              className="sr-only"
              checked={name === value}
              onChange={() => onChange(name)}
              aria-label={t(`icons.${name}` as 'icons.shapes')}
            />
            <TypeIcon name={name} className="size-5" />
          </label>
        ))}
      </div>
    </fieldset>
  );
}
