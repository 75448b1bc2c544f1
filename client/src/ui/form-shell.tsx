import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '~/api/describe';
import { ProblemError } from '~/api/problem';
import { useShortcuts } from '~/lib/keyboard';
import { Button } from './button';

interface FormShellProps {
  saveLabel: string;
  tone?: 'primary' | 'danger';
  onCancel: () => void;
  /** Rejects with the server's refusal, which is then shown. */
  onSave: () => Promise<void>;
  isReady?: boolean;
  children: (messageFor: (path: string) => string | undefined) => ReactNode;
}

/** A small form inside a dialog: Ctrl+Enter saves, a refusal stays above the buttons and at its field. */
export function FormShell({ saveLabel, tone = 'primary', onCancel, onSave, isReady = true, children }: FormShellProps) {
  const { t } = useTranslation();
  const [error, setError] = useState<unknown>(null);
  const [isSaving, setSaving] = useState(false);
  const save = () => {
    if (isSaving || !isReady) return;
    setSaving(true);
    setError(null);
    onSave()
      .catch(setError)
      .finally(() => setSaving(false));
  };
  useShortcuts({ 'Mod+Enter': save });
  const problem = error instanceof ProblemError ? error : null;
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      {children((path) => problem?.messageFor(path))}
      {error ? (
        <p role="alert" className="rounded-lg bg-danger-soft px-3 py-2 text-sm text-danger-soft-foreground">
          {describeError(error, t)}
        </p>
      ) : null}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant={tone} isPending={isSaving} isDisabled={!isReady}>
          {saveLabel}
        </Button>
        <Button onPress={onCancel}>{t('actions.cancel')}</Button>
      </div>
    </form>
  );
}
