import { cloneElement, type ReactElement, type Ref, useRef, useState } from 'react';
import { joinRefs } from '../tooltip';

/** What a control must take to open something. */
export interface OverlayTriggerProps {
  ref?: Ref<HTMLElement>;
  onPress?: () => void;
  onPointerEnter?: () => void;
  'aria-haspopup'?: 'menu' | 'dialog';
  'aria-expanded'?: boolean;
}

export type OverlayTrigger = ReactElement<OverlayTriggerProps>;

interface Options {
  trigger: OverlayTrigger;
  kind: 'menu' | 'dialog';
  isOpen: boolean | undefined;
  onOpenChange: ((isOpen: boolean) => void) | undefined;
  /** Loads what will open, as soon as the pointer comes near. */
  preload: () => void;
}

/** Ties a control to what it opens, while the code of what opens may still be on its way. */
export function useOverlayTrigger({ trigger, kind, isOpen: controlled, onOpenChange, preload }: Options) {
  const triggerRef = useRef<HTMLElement>(null);
  const [own, setOwn] = useState(false);
  const isOpen = controlled ?? own;
  const setOpen = (next: boolean) => {
    setOwn(next);
    onOpenChange?.(next);
  };
  const element = cloneElement(trigger, {
    ref: joinRefs(triggerRef, trigger.props.ref),
    onPointerEnter: preload,
    onPress: () => {
      trigger.props.onPress?.();
      setOpen(!isOpen);
    },
    'aria-haspopup': kind,
    'aria-expanded': isOpen,
  });
  return { element, triggerRef, isOpen, setOpen };
}
