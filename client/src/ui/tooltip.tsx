import {
  cloneElement,
  lazy,
  type ReactElement,
  type ReactNode,
  type Ref,
  Suspense,
  useEffect,
  useRef,
  useState,
} from 'react';

const TooltipOverlay = lazy(() => import('./overlay/tooltip-overlay'));

interface TriggerProps {
  ref?: Ref<HTMLElement>;
  onPointerEnter?: (event: React.PointerEvent) => void;
  onPointerLeave?: (event: React.PointerEvent) => void;
  onPointerDown?: (event: React.PointerEvent) => void;
}

interface TooltipProps {
  text: ReactNode;
  /** A control that takes a `ref` and pointer events: any of this kit, a link or a button. */
  children: ReactElement<TriggerProps>;
}

const DELAY_MS = 600;

/** A short note while the pointer or the keyboard rests on a control. Never the only place where something is said. */
export function Tooltip({ text, children }: TooltipProps) {
  const trigger = useRef<HTMLElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [isOpen, setOpen] = useState(false);
  const show = () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setOpen(true), DELAY_MS);
  };
  const hide = () => {
    clearTimeout(timer.current);
    setOpen(false);
  };
  useEffect(() => {
    const element = trigger.current;
    const onFocus = () => element?.matches(':focus-visible') && show();
    element?.addEventListener('focus', onFocus);
    element?.addEventListener('blur', hide);
    return () => {
      clearTimeout(timer.current);
      element?.removeEventListener('focus', onFocus);
      element?.removeEventListener('blur', hide);
    };
  });
  return (
    <>
      {cloneElement(children, {
        ref: joinRefs(trigger, children.props.ref),
        onPointerEnter: (event) => {
          children.props.onPointerEnter?.(event);
          if (event.pointerType === 'mouse') show();
        },
        onPointerLeave: (event) => {
          children.props.onPointerLeave?.(event);
          hide();
        },
        onPointerDown: (event) => {
          children.props.onPointerDown?.(event);
          hide();
        },
      })}
      {isOpen ? (
        <Suspense fallback={null}>
          <TooltipOverlay triggerRef={trigger} onClose={hide}>
            {text}
          </TooltipOverlay>
        </Suspense>
      ) : null}
    </>
  );
}

/** One ref that fills two. */
export function joinRefs<T>(own: { current: T | null }, other: Ref<T> | undefined): (element: T | null) => void {
  return (element) => {
    own.current = element;
    if (typeof other === 'function') other(element);
    else if (other) other.current = element;
  };
}
