import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { cn } from '~/lib/cn';
import { IconButton } from '../button';
import type { OverlayProps } from '../dialog';

const DIALOG_WIDTHS = { sm: 'max-w-md', md: 'max-w-xl', lg: 'max-w-3xl', xl: 'max-w-5xl' };
const SHEET_WIDTHS = { sm: 'md:w-96', md: 'md:w-[30rem]', lg: 'md:w-[42rem]', xl: 'md:w-[56rem]' };
const backdropClass =
  'fixed inset-0 z-[100000] h-(--visual-viewport-height) bg-backdrop data-[entering]:animate-[fade-in_150ms_ease-out]';

/** A question or a small task in the middle of the screen. */
export function DialogOverlay({ isOpen, onOpenChange, size = 'sm', isDismissable = true, ...content }: OverlayProps) {
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      isDismissable={isDismissable}
      className={cn(backdropClass, 'flex items-end justify-center p-3 sm:items-center')}
      data-kit-modal=""
    >
      <Modal
        className={cn(
          'flex max-h-full w-full flex-col rounded-xl bg-overlay text-overlay-foreground shadow-overlay data-[entering]:animate-[slide-up_160ms_ease-out]',
          DIALOG_WIDTHS[size],
        )}
      >
        <Frame {...content} onClose={() => onOpenChange(false)} />
      </Modal>
    </ModalOverlay>
  );
}

/** A sheet at the end side of the screen, and from below on phones: for creating, editing and looking something up. */
export function SheetOverlay({ isOpen, onOpenChange, size = 'md', isDismissable = true, ...content }: OverlayProps) {
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      isDismissable={isDismissable}
      className={cn(backdropClass, 'flex items-end justify-end md:items-stretch')}
      data-kit-modal=""
    >
      <Modal
        className={cn(
          'flex max-h-[92%] w-full flex-col rounded-t-xl bg-overlay text-overlay-foreground shadow-overlay md:max-h-none md:rounded-none',
          'data-[entering]:animate-[slide-up_180ms_ease-out] md:data-[entering]:animate-[slide-start_180ms_ease-out] md:rtl:[--slide-from:-1]',
          SHEET_WIDTHS[size],
        )}
      >
        <Frame {...content} onClose={() => onOpenChange(false)} />
      </Modal>
    </ModalOverlay>
  );
}

type FrameProps = Pick<OverlayProps, 'title' | 'subtitle' | 'children' | 'footer' | 'role'> & { onClose: () => void };

function Frame({ title, subtitle, children, footer, role = 'dialog', onClose }: FrameProps) {
  const { t } = useTranslation();
  return (
    <AriaDialog role={role} className="flex min-h-0 grow flex-col outline-none">
      <header className="flex items-start gap-3 border-b border-hairline px-5 py-3">
        <div className="min-w-0 grow">
          <Heading slot="title" className="truncate text-lg font-bold">
            {title}
          </Heading>
          {subtitle ? <div className="text-xs text-muted">{subtitle}</div> : null}
        </div>
        <IconButton label={t('actions.close')} size="sm" onPress={onClose} hasTooltip={false}>
          <X aria-hidden />
        </IconButton>
      </header>
      <div className="min-h-0 grow overflow-y-auto px-5 py-4">{children}</div>
      {footer ? (
        <footer className="flex flex-wrap items-center gap-2 border-t border-hairline px-5 py-3 pb-[max(0.75rem,env(safe-area-inset-bottom))]">
          {footer}
        </footer>
      ) : null}
    </AriaDialog>
  );
}
