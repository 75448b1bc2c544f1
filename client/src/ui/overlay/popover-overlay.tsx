import type { ReactNode, RefObject } from 'react';
import { Dialog, Popover, type PopoverProps } from 'react-aria-components';
import { cn } from '~/lib/cn';
import { overlayClass } from './overlay-class';

interface PopoverOverlayProps {
  label: string;
  triggerRef: RefObject<HTMLElement | null>;
  onOpenChange: (isOpen: boolean) => void;
  placement: PopoverProps['placement'];
  className: string | undefined;
  children: ReactNode;
}

export default function PopoverOverlay({
  label,
  triggerRef,
  onOpenChange,
  placement,
  className,
  children,
}: PopoverOverlayProps) {
  return (
    <Popover
      isOpen
      onOpenChange={onOpenChange}
      triggerRef={triggerRef}
      placement={placement}
      offset={6}
      className={overlayClass}
    >
      <Dialog aria-label={label} className={cn('max-h-[inherit] overflow-auto p-3 outline-none', className)}>
        {children}
      </Dialog>
    </Popover>
  );
}
