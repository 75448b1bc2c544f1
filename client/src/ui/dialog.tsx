import { lazy, type ReactNode, Suspense } from 'react';

const load = () => import('./overlay/modal-overlay');
const DialogOverlay = lazy(() => load().then((module) => ({ default: module.DialogOverlay })));
const SheetOverlay = lazy(() => load().then((module) => ({ default: module.SheetOverlay })));

export interface OverlayProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  title: string;
  /** Below the title. */
  subtitle?: ReactNode;
  children: ReactNode;
  /** Buttons at the foot; the primary one first. */
  footer?: ReactNode;
  size?: 'sm' | 'md' | 'lg' | 'xl';
  /** False keeps it open when the reader clicks outside: for forms with unsaved text. */
  isDismissable?: boolean;
  role?: 'dialog' | 'alertdialog';
}

/** A question or a small task in the middle of the screen. */
export function Dialog(props: OverlayProps) {
  if (!props.isOpen) return null;
  return (
    <Suspense fallback={null}>
      <DialogOverlay {...props} />
    </Suspense>
  );
}

/** A sheet at the end side of the screen, and from below on phones: for creating, editing and looking something up. */
export function Sheet(props: OverlayProps) {
  if (!props.isOpen) return null;
  return (
    <Suspense fallback={null}>
      <SheetOverlay {...props} />
    </Suspense>
  );
}
