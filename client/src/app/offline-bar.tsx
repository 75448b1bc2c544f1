import { onlineManager } from '@tanstack/react-query';
import { WifiOff } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';

const subscribe = (listener: () => void) => onlineManager.subscribe(listener);

export function OfflineBar() {
  const { t } = useTranslation('shell');
  const isOnline = useSyncExternalStore(subscribe, () => onlineManager.isOnline());
  if (isOnline) return null;
  return (
    <div
      role="status"
      className="flex items-center justify-center gap-2 bg-warning-soft px-4 py-1.5 text-xs text-warning-soft-foreground"
    >
      <WifiOff aria-hidden className="size-4 shrink-0" />
      {t('offline.bar')}
    </div>
  );
}
