import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from './button';

interface BulkBarProps {
  count: number;
  /** In place of the count. */
  text?: string;
  onClear: () => void;
  children: ReactNode;
}

/** What can be done with the selected rows; appears while there are any. */
export function BulkBar({ count, text, onClear, children }: BulkBarProps) {
  const { t } = useTranslation();
  if (count === 0) return null;
  return (
    <section
      aria-label={t('bulk.label')}
      className="fixed inset-x-3 bottom-20 z-40 mx-auto flex w-fit max-w-[calc(100%-1.5rem)] animate-[slide-up_160ms_ease-out] flex-wrap items-center gap-1.5 rounded-xl bg-overlay px-3 py-2 shadow-overlay md:bottom-6"
    >
      <IconButton label={t('bulk.clear')} size="sm" onPress={onClear}>
        <X aria-hidden />
      </IconButton>
      <span role="status" className="pe-2 text-sm font-medium">
        {text ?? t('bulk.selected', { count })}
      </span>
      {children}
    </section>
  );
}
