import { lazy, type ReactNode, Suspense } from 'react';
import { type OverlayTrigger, useOverlayTrigger } from './overlay/use-overlay-trigger';

const load = () => import('./overlay/popover-overlay');
const PopoverOverlay = lazy(load);

export type Placement = 'bottom start' | 'bottom end' | 'bottom' | 'top start' | 'top end' | 'top' | 'end' | 'start';

interface PopoverProps {
  /** Accessible name of what opens. */
  label: string;
  /** The control that opens it: a button of this kit. */
  trigger: OverlayTrigger;
  children: ReactNode | ((close: () => void) => ReactNode);
  placement?: Placement;
  isOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
  className?: string;
}

/** A small panel beside the control that opens it. Its code is loaded when it is first needed. */
export function Popover({ label, trigger, children, placement = 'bottom start', className, ...state }: PopoverProps) {
  const { element, triggerRef, isOpen, setOpen } = useOverlayTrigger({
    trigger,
    kind: 'dialog',
    isOpen: state.isOpen,
    onOpenChange: state.onOpenChange,
    preload: () => void load(),
  });
  return (
    <>
      {element}
      {isOpen ? (
        <Suspense fallback={null}>
          <PopoverOverlay
            label={label}
            triggerRef={triggerRef}
            onOpenChange={setOpen}
            placement={placement}
            className={className}
          >
            {typeof children === 'function' ? children(() => setOpen(false)) : children}
          </PopoverOverlay>
        </Suspense>
      ) : null}
    </>
  );
}
