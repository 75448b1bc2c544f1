import { Eye, EyeOff, Plus, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Tone } from '~/api/record-types';
import { cn } from '~/lib/cn';
import { Button, IconButton } from '~/ui/button';
import { Input } from '~/ui/input';
import { Menu } from '~/ui/menu';
import { SortableList } from '~/ui/sortable-list';
import type { ChoiceDefinition } from '../definitions';
import { suggestValue } from '../names';

interface ChoicesEditorProps {
  choices: readonly ChoiceDefinition[];
  onChange: (choices: ChoiceDefinition[]) => void;
  /** Values that records may have: they are put out of use, not taken away. */
  kept: ReadonlySet<string>;
  error?: string | undefined;
}

const TONES: readonly Tone[] = ['neutral', 'accent', 'information', 'success', 'warning', 'danger'];
const DOTS: Record<Tone, string> = {
  neutral: 'bg-muted',
  accent: 'bg-accent',
  information: 'bg-info',
  success: 'bg-success',
  warning: 'bg-warning',
  danger: 'bg-danger',
};

/** The choices of a field: their words, colours and order. */
export function ChoicesEditor({ choices, onChange, kept, error }: ChoicesEditorProps) {
  const { t } = useTranslation(['customisation', 'common']);
  const [added, setAdded] = useState('');
  const change = (value: string, patch: Partial<ChoiceDefinition>) =>
    onChange(choices.map((choice) => (choice.value === value ? { ...choice, ...patch } : choice)));
  const add = () => {
    // A list copied from elsewhere comes in at once, a choice on each line or between commas.
    const labels = added.split(/[\n،,;]+/).map((label) => label.trim());
    const next = [...choices];
    for (const fa of labels) {
      if (fa === '' || next.some((choice) => choice.label.fa === fa)) continue;
      const value = suggestValue(fa, new Set(next.map((choice) => choice.value)));
      next.push({ value, label: { fa, en: fa }, tone: TONES[next.length % TONES.length] ?? 'neutral' });
    }
    onChange(next);
    setAdded('');
  };
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="mb-1 text-xs font-medium">{t('customisation:choices.title')}</legend>
      {choices.length > 0 ? (
        <SortableList
          label={t('customisation:choices.title')}
          items={choices}
          itemId={(choice) => choice.value}
          itemName={(choice) => choice.label.fa}
          onSort={(ids) => onChange([...choices].sort((a, b) => ids.indexOf(a.value) - ids.indexOf(b.value)))}
          renderItem={(choice) => (
            <ChoiceLine
              choice={choice}
              isKept={kept.has(choice.value)}
              onChange={(patch) => change(choice.value, patch)}
              onRemove={() => onChange(choices.filter((other) => other.value !== choice.value))}
            />
          )}
        />
      ) : null}
      <div className="flex items-end gap-2">
        <Input
          label={t('customisation:choices.new')}
          value={added}
          onChange={setAdded}
          placeholder={t('customisation:choices.example')}
          className="grow"
          error={error}
        />
        <Button icon={<Plus aria-hidden />} isDisabled={added.trim() === ''} onPress={add}>
          {t('common:actions.add')}
        </Button>
      </div>
    </fieldset>
  );
}

interface ChoiceLineProps {
  choice: ChoiceDefinition;
  isKept: boolean;
  onChange: (patch: Partial<ChoiceDefinition>) => void;
  onRemove: () => void;
}

function ChoiceLine({ choice, isKept, onChange, onRemove }: ChoiceLineProps) {
  const { t } = useTranslation(['customisation', 'common']);
  const name = choice.label.fa;
  const tone = choice.tone ?? 'neutral';
  const say = (patch: Partial<ChoiceDefinition['label']>) => onChange({ label: { ...choice.label, ...patch } });
  return (
    <div className={cn('flex min-w-0 grow items-center gap-1.5', choice.retired && 'opacity-60')}>
      <Menu
        label={t('customisation:choices.tone', { name })}
        trigger={
          <IconButton label={t('customisation:choices.tone', { name })} size="sm" hasTooltip={false}>
            <span className={cn('size-3.5 rounded-full', DOTS[tone])} />
          </IconButton>
        }
        placement="bottom start"
        groups={[
          {
            id: 'tones',
            entries: TONES.map((each) => ({
              id: each,
              label: t(`customisation:tones.${each}`),
              icon: <span className={cn('size-3 rounded-full', DOTS[each])} />,
              isChecked: each === tone,
              onAction: () => onChange({ tone: each }),
            })),
          },
        ]}
      />
      <Input
        label={t('customisation:choices.labelFa', { name })}
        hideLabel
        value={choice.label.fa}
        onChange={(fa) => say(choice.label.en === choice.label.fa ? { fa, en: fa } : { fa })}
        className="grow basis-0"
      />
      <Input
        label={t('customisation:choices.labelEn', { name })}
        hideLabel
        value={choice.label.en === choice.label.fa ? '' : choice.label.en}
        onChange={(en) => say({ en: en || choice.label.fa })}
        placeholder={t('customisation:english')}
        isLtr
        className="grow basis-0"
      />
      {isKept ? (
        <IconButton
          label={t(choice.retired ? 'customisation:choices.use' : 'customisation:choices.retire', { name })}
          size="sm"
          onPress={() => onChange({ retired: !choice.retired })}
        >
          {choice.retired ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
        </IconButton>
      ) : (
        <IconButton label={t('common:picker.remove', { name })} size="sm" onPress={onRemove}>
          <X aria-hidden />
        </IconButton>
      )}
    </div>
  );
}
