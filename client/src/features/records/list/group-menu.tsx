import { ChevronsDownUp, ChevronsUpDown, Group, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { type RecordTypeInfo, useLabel } from '~/api/record-types';
import { IconButton } from '~/ui/button';
import { Menu, type MenuGroup } from '~/ui/menu';
import { groupFields, groupingOf, groupParam, isDated, SPANS } from './grouping';

interface GroupMenuProps {
  type: RecordTypeInfo;
  /** As the address has it. */
  value: string | undefined;
  onChange: (group: string | undefined) => void;
  onOpenAll: () => void;
  onCloseAll: () => void;
}

/** Chooses what a list is split by, and how wide the spans of a date are. */
export function GroupMenu({ type, value, onChange, onOpenAll, onCloseAll }: GroupMenuProps) {
  const { t } = useTranslation('records');
  const label = useLabel();
  const grouping = groupingOf(type, value);
  const groups: MenuGroup[] = [
    ...(grouping
      ? [
          {
            id: 'all',
            entries: [
              { id: 'none', label: t('groupBy.none'), icon: <X aria-hidden />, onAction: () => onChange(undefined) },
              { id: 'open', label: t('groupBy.openAll'), icon: <ChevronsUpDown aria-hidden />, onAction: onOpenAll },
              { id: 'close', label: t('groupBy.closeAll'), icon: <ChevronsDownUp aria-hidden />, onAction: onCloseAll },
            ],
          },
        ]
      : []),
    ...(grouping?.span
      ? [
          {
            id: 'spans',
            title: t('groupBy.span'),
            entries: SPANS.map((span) => ({
              id: span,
              label: t(`groupBy.spans.${span}`),
              isChecked: span === grouping.span,
              onAction: () => onChange(groupParam({ ...grouping, span })),
            })),
          },
        ]
      : []),
    {
      id: 'fields',
      title: t('groupBy.by'),
      entries: groupFields(type).map((field) => ({
        id: field.name,
        label: label(field.label),
        isChecked: field.name === grouping?.field.name,
        onAction: () => onChange(groupParam({ field, span: isDated(field) ? 'month' : undefined })),
      })),
    },
  ];
  return (
    <Menu
      label={t('groupBy.by')}
      trigger={
        <IconButton label={t('groupBy.by')} className={grouping ? 'bg-accent-soft text-accent-soft-foreground' : ''}>
          <Group aria-hidden />
        </IconButton>
      }
      groups={groups}
    />
  );
}
