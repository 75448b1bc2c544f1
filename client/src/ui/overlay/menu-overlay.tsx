import { Check } from 'lucide-react';
import type { ReactNode, RefObject } from 'react';
import { Header, Menu, MenuItem, MenuSection, Popover, type PopoverProps, Separator } from 'react-aria-components';
import { cn } from '~/lib/cn';
import type { MenuGroup } from '../menu';
import { overlayClass } from './overlay-class';

interface MenuOverlayProps {
  label: string;
  triggerRef: RefObject<HTMLElement | null>;
  onOpenChange: (isOpen: boolean) => void;
  groups: readonly MenuGroup[];
  placement: PopoverProps['placement'];
  header: ReactNode;
}

export default function MenuOverlay({ label, triggerRef, onOpenChange, groups, placement, header }: MenuOverlayProps) {
  const filled = groups.filter((group) => group.entries.length > 0);
  return (
    <Popover
      aria-label={label}
      isOpen
      onOpenChange={onOpenChange}
      triggerRef={triggerRef}
      placement={placement}
      offset={6}
      className={cn(overlayClass, 'min-w-48')}
    >
      {header}
      <Menu
        autoFocus="first"
        onClose={() => onOpenChange(false)}
        aria-label={label}
        className="max-h-[inherit] overflow-auto p-1.5 outline-none"
      >
        {filled.flatMap((group, index) => [
          index > 0 ? <Separator key={`${group.id}-line`} className="mx-1 my-1 h-px bg-hairline" /> : null,
          <MenuSection key={group.id} {...(group.title ? {} : { 'aria-label': label })}>
            {group.title ? <Header className="px-2.5 pt-1 pb-0.5 text-2xs text-muted">{group.title}</Header> : null}
            {group.entries.map((entry) => (
              <MenuItem
                key={entry.id}
                id={entry.id}
                isDisabled={entry.isDisabled ?? false}
                onAction={entry.onAction}
                textValue={typeof entry.label === 'string' ? entry.label : entry.id}
                className={cn(
                  'flex min-h-9 cursor-pointer items-center gap-2.5 rounded-lg px-2.5 text-sm outline-none data-[disabled]:cursor-default data-[disabled]:opacity-50 data-[focused]:bg-default pointer-coarse:min-h-11 [&_svg]:size-4 [&_svg]:shrink-0',
                  entry.tone === 'danger' ? 'text-danger-soft-foreground' : 'text-foreground [&_svg]:text-muted',
                )}
              >
                {entry.icon}
                <span className="min-w-0 grow truncate">{entry.label}</span>
                {entry.isChecked ? <Check aria-hidden /> : null}
                {entry.hint ? <span className="text-2xs text-muted">{entry.hint}</span> : null}
              </MenuItem>
            ))}
          </MenuSection>,
        ])}
      </Menu>
    </Popover>
  );
}
