import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { notify } from '~/lib/notices';

/** Registers the service worker and tells that a new version has arrived; it is loaded only when the reader says so. */
export function UpdatePrompt() {
  const { t } = useTranslation('shell');
  useEffect(() => {
    if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
    let isActive = true;
    const offer = (worker: ServiceWorker) => {
      if (!isActive) return;
      const run = () => {
        navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
        worker.postMessage({ type: 'SKIP_WAITING' });
      };
      notify(t('update.ready'), { duration: 0, action: { label: t('update.reload'), run } });
    };
    void navigator.serviceWorker.register('/sw.js').then((registration) => {
      if (registration.waiting) offer(registration.waiting);
      registration.addEventListener('updatefound', () => {
        const worker = registration.installing;
        worker?.addEventListener('statechange', () => {
          // The very first worker replaces nothing, so there is nothing to tell.
          if (worker.state === 'installed' && navigator.serviceWorker.controller) offer(worker);
        });
      });
    });
    return () => {
      isActive = false;
    };
  }, [t]);
  return null;
}
