import type { ReactNode, RefObject } from 'react';
import { Tooltip } from 'react-aria-components';

interface TooltipOverlayProps {
  triggerRef: RefObject<HTMLElement | null>;
  onClose: () => void;
  children: ReactNode;
}

export default function TooltipOverlay({ triggerRef, onClose, children }: TooltipOverlayProps) {
  return (
    <Tooltip
      isOpen
      triggerRef={triggerRef}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      offset={6}
      className="pointer-events-none max-w-72 rounded-lg bg-foreground px-2.5 py-1 text-xs text-background shadow-overlay data-[entering]:animate-[fade-in_120ms_ease-out]"
    >
      {children}
    </Tooltip>
  );
}
