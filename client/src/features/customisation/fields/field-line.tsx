import { EllipsisVertical, Pencil } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useLabel } from '~/api/record-types';
import { cn } from '~/lib/cn';
import { IconButton } from '~/ui/button';
import { Chip } from '~/ui/chip';
import { Menu, menuOf } from '~/ui/menu';
import { Ltr, UserText } from '~/ui/text';
import type { FieldDefinition } from '../definitions';
import { KindIcon } from '../kinds';

interface FieldLineProps {
  field: FieldDefinition;
  onEdit: () => void;
  onSetActive: (active: boolean) => void;
  onRemove: () => void;
}

/** A field of the company in the list of its type. */
export function FieldLine({ field, onEdit, onSetActive, onRemove }: FieldLineProps) {
  const { t } = useTranslation(['customisation', 'common']);
  const label = useLabel();
  const name = label({ fa: field.labelFa, en: field.labelEn ?? field.labelFa });
  const marks = (['required', 'unique', 'indexed', 'searchable'] as const).filter((mark) => field[mark]);
  return (
    <>
      <span
        className={cn(
          'flex min-w-0 grow flex-wrap items-center gap-x-3 gap-y-1 text-sm',
          !field.active && 'text-muted',
        )}
      >
        <span className="flex min-w-40 items-center gap-2 font-medium">
          <KindIcon kind={field.kind} className="size-4 shrink-0 text-muted" />
          <UserText>{name}</UserText>
        </span>
        <span className="text-xs text-muted">{t(`customisation:kinds.${field.kind}.name`)}</span>
        <Ltr className="text-2xs text-muted max-sm:hidden">custom.{field.name}</Ltr>
        <span className="flex flex-wrap gap-1">
          {field.active ? null : <Chip tone="warning">{t('customisation:fields.inactive')}</Chip>}
          {field.formula ? <Chip tone="information">{t('customisation:fields.calculated')}</Chip> : null}
          {marks.map((mark) => (
            <Chip key={mark} tone={mark === 'required' ? 'accent' : 'neutral'}>
              {t(`customisation:fields.${mark}`)}
            </Chip>
          ))}
        </span>
      </span>
      <IconButton label={t('customisation:fields.edit', { name })} size="sm" onPress={onEdit}>
        <Pencil aria-hidden />
      </IconButton>
      <Menu
        label={t('customisation:fields.more', { name })}
        trigger={
          <IconButton label={t('customisation:fields.more', { name })} size="sm" hasTooltip={false}>
            <EllipsisVertical aria-hidden />
          </IconButton>
        }
        groups={menuOf(
          {
            id: 'active',
            label: t(field.active ? 'customisation:fields.deactivate' : 'customisation:fields.activate'),
            onAction: () => onSetActive(!field.active),
          },
          { id: 'remove', label: t('common:actions.delete'), tone: 'danger', onAction: onRemove },
        )}
      />
    </>
  );
}
