import { Download } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import encodeQR from 'qr';
import { Button } from '~/ui/button';
import { CopyButton, Ltr } from '~/ui/text';

/** The secret of a code generator: a picture to scan, and letters to type where no camera is at hand. */
export function TwoStepSecret({ secret, uri }: { secret: string; uri: string }) {
  const { t } = useTranslation('auth');
  const picture = useMemo(
    () => `data:image/svg+xml;base64,${btoa(encodeQR(uri, 'svg', { ecc: 'medium', border: 3 }))}`,
    [uri],
  );
  return (
    <div className="flex flex-col gap-3">
      <p className="text-sm text-muted">
        {t('twoStep.one')} {t('twoStep.two')}
      </p>
      <img src={picture} alt={t('twoStep.picture')} className="size-48 self-center rounded-xl bg-white p-1" />
      <details className="text-sm">
        <summary className="cursor-pointer text-muted">{t('twoStep.byHand')}</summary>
        <p className="mt-2 flex items-center gap-2">
          <Ltr className="break-all">{secret.replace(/(.{4})(?=.)/g, '$1 ')}</Ltr>
          <CopyButton text={secret} />
        </p>
      </details>
    </div>
  );
}

/** Codes for the day on which the generator is lost; shown once. */
export function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  const { t } = useTranslation('auth');
  const text = codes.join('\n');
  const keep = () => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([`${text}\n`], { type: 'text/plain' }));
    link.download = 'peyvand-recovery-codes.txt';
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <div
      role="status"
      className="flex flex-col gap-3 rounded-xl bg-warning-soft p-4 text-sm text-warning-soft-foreground"
    >
      <p className="font-medium">{t('twoStep.codes')}</p>
      <p>{t('twoStep.codesText')}</p>
      <ul dir="ltr" className="grid grid-cols-2 gap-1 font-mono text-base">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        <CopyButton text={text} />
        <Button size="sm" icon={<Download aria-hidden />} onPress={keep}>
          {t('twoStep.download')}
        </Button>
      </div>
    </div>
  );
}
