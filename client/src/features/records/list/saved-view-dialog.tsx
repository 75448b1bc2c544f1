import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '~/ui/button';
import { Dialog } from '~/ui/dialog';
import { Input } from '~/ui/input';
import { RadioGroup } from '~/ui/radio-group';
import type { Audience, SavedViewRecord } from './use-saved-views';

interface SavedViewDialogProps {
  /** The view to rename or share; undefined makes a new one. */
  view: SavedViewRecord | undefined;
  onClose: () => void;
  onSave: (name: string, audience: Audience) => void;
}

const AUDIENCES: readonly Audience[] = ['mine', 'team', 'everyone'];

/** Name of a view and who sees it. */
export default function SavedViewDialog({ view, onClose, onSave }: SavedViewDialogProps) {
  const { t } = useTranslation(['records', 'common']);
  const [name, setName] = useState(view?.name ?? '');
  const [audience, setAudience] = useState<Audience>(view?.audience ?? 'mine');
  const [isTried, setTried] = useState(false);
  const save = () => {
    setTried(true);
    if (name.trim()) onSave(name.trim(), audience);
  };
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t(view ? 'records:views.rename' : 'records:views.save')}
      footer={
        <>
          <Button variant="primary" onPress={save}>
            {t('common:actions.save')}
          </Button>
          <Button onPress={onClose}>{t('common:actions.cancel')}</Button>
        </>
      }
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <Input
          label={t('records:views.name')}
          value={name}
          onChange={setName}
          maxLength={200}
          autoFocus
          isRequired
          error={isTried && !name.trim() ? t('common:errors.required', { label: t('records:views.name') }) : undefined}
        />
        <RadioGroup
          label={t('records:views.sharing')}
          value={audience}
          onChange={setAudience}
          options={AUDIENCES.map((value) => ({ value, label: t(`records:views.${value}`) }))}
        />
      </form>
    </Dialog>
  );
}
