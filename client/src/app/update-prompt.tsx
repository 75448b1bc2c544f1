import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useRegisterSW } from 'virtual:pwa-register/react';
import { notify } from '~/lib/notices';

/** Tells that a new version has arrived; it is loaded only when the reader says so. */
export function UpdatePrompt() {
  const { t } = useTranslation('shell');
  const {
    needRefresh: [isReady],
    updateServiceWorker,
  } = useRegisterSW();
  useEffect(() => {
    if (isReady)
      notify(t('update.ready'), {
        duration: 0,
        action: { label: t('update.reload'), run: () => void updateServiceWorker(true) },
      });
  }, [isReady, t, updateServiceWorker]);
  return null;
}
