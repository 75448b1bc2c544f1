import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '~/ui/button';
import { Dialog } from '~/ui/dialog';
import { Input } from '~/ui/input';
import { RadioGroup } from '~/ui/radio-group';
import { RecordsPicker } from '~/ui/records-picker';
import type { Audience, SavedViewRecord, SharedWith } from './use-saved-views';

interface SavedViewDialogProps {
  /** The view to rename or share; undefined makes a new one. */
  view: SavedViewRecord | undefined;
  onClose: () => void;
  onSave: (shared: SharedWith & { name: string }) => void;
}

const AUDIENCES: readonly Audience[] = ['mine', 'team', 'everyone', 'chosen'];
/** The lists of whom a view is for, and the type of what they hold. */
const CHOSEN = [
  ['roleIds', 'role'],
  ['teamIds', 'team'],
  ['userIds', 'user'],
] as const;

/** Name of a view and who sees it. */
export default function SavedViewDialog({ view, onClose, onSave }: SavedViewDialogProps) {
  const { t } = useTranslation(['records', 'common']);
  const [name, setName] = useState(view?.name ?? '');
  const [audience, setAudience] = useState<Audience>(view?.audience ?? 'mine');
  const [chosen, setChosen] = useState({
    roleIds: view?.roleIds ?? [],
    teamIds: view?.teamIds ?? [],
    userIds: view?.userIds ?? [],
  });
  const [isTried, setTried] = useState(false);
  const isForNobody = audience === 'chosen' && Object.values(chosen).every((ids) => ids.length === 0);
  const save = () => {
    setTried(true);
    if (!name.trim() || isForNobody) return;
    const names = audience === 'chosen' ? chosen : { roleIds: [], teamIds: [], userIds: [] };
    onSave({ name: name.trim(), audience, ...names });
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
        {audience === 'chosen'
          ? CHOSEN.map(([list, type]) => (
              <RecordsPicker
                key={list}
                label={t(`records:views.${list}`)}
                type={type}
                value={chosen[list]}
                onChange={(ids) => setChosen({ ...chosen, [list]: ids })}
              />
            ))
          : null}
        {isTried && isForNobody ? (
          <p role="alert" className="text-sm text-danger">
            {t('records:views.nobody')}
          </p>
        ) : null}
      </form>
    </Dialog>
  );
}
