import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '~/api/describe';
import { type Label, type RecordTypeInfo, useLabel } from '~/api/record-types';
import { isShown } from '~/features/records/parts/fields';
import { notify } from '~/lib/notices';
import { Button } from '~/ui/button';
import { Card } from '~/ui/card';
import { Input } from '~/ui/input';
import { SkeletonText } from '~/ui/skeleton';
import { Ltr } from '~/ui/text';
import { useRefreshDefinitions } from '../definitions';
import { layoutFor, type LayoutRecord, useLayouts, writeLayout } from './layouts';

/** What a type of the product and its fields are called in this company. */
export default function WordsEditor({ type }: { type: RecordTypeInfo }) {
  const layouts = useLayouts(type.name);
  if (!layouts.data) return <SkeletonText lines={6} />;
  const layout = layoutFor(layouts.data, null);
  return <WordsForm key={layout?.version ?? 0} type={type} layout={layout} />;
}

function WordsForm({ type, layout }: { type: RecordTypeInfo; layout: LayoutRecord | undefined }) {
  const { t } = useTranslation(['customisation', 'common']);
  const label = useLabel();
  const refresh = useRefreshDefinitions();
  const [one, setOne] = useState(layout?.labels?.one ?? EMPTY);
  const [many, setMany] = useState(layout?.labels?.many ?? EMPTY);
  const [words, setWords] = useState<Record<string, Label>>(layout?.fieldLabels ?? {});
  const [isSaving, setSaving] = useState(false);
  const fields = type.fields.filter((field) => !field.custom && !field.standard && isShown(field));

  const save = async () => {
    const named = Object.entries(words).flatMap(([name, word]) => {
      const told = filled(word);
      return told ? [[name, told] as const] : [];
    });
    const [toldOne, toldMany] = [filled(one), filled(many)];
    const body = {
      labels: toldOne && toldMany ? { one: toldOne, many: toldMany } : null,
      fieldLabels: named.length > 0 ? Object.fromEntries(named) : null,
    };
    const before = { labels: layout?.labels ?? null, fieldLabels: layout?.fieldLabels ?? null };
    const first = { name: t('customisation:layout.everybody'), recordType: type.name, roleIds: [] };
    setSaving(true);
    try {
      const saved = await writeLayout(layout, body, first);
      await refresh();
      notify(t('customisation:words.saved'), { undo: () => writeLayout(saved, before, first).then(refresh) });
    } catch (error) {
      notify(describeError(error, t), { tone: 'danger' });
    } finally {
      setSaving(false);
    }
  };

  return (
    <div className="flex flex-col gap-4">
      <p className="max-w-3xl text-sm text-muted">{t('customisation:words.about')}</p>
      <Card>
        <div className="grid gap-4 sm:grid-cols-2">
          <Pair name={t('customisation:words.one')} standard={both(type, 'one')} value={one} onChange={setOne} />
          <Pair name={t('customisation:words.many')} standard={both(type, 'many')} value={many} onChange={setMany} />
        </div>
      </Card>
      <Card title={t('customisation:words.fields')}>
        <ul className="flex flex-col gap-3">
          {fields.map((field) => (
            <li key={field.name} className="grid items-end gap-x-4 gap-y-1 sm:grid-cols-3">
              <span className="flex min-w-0 flex-col self-center text-sm">
                {label(field.label)}
                <Ltr className="self-start text-2xs text-muted">{field.name}</Ltr>
              </span>
              <Pair
                name={label(field.label)}
                isNameHidden
                standard={field.label}
                value={words[field.name] ?? EMPTY}
                onChange={(word) => setWords({ ...words, [field.name]: word })}
              />
            </li>
          ))}
        </ul>
      </Card>
      <Button variant="primary" className="self-start" isPending={isSaving} onPress={() => void save()}>
        {t('common:actions.save')}
      </Button>
    </div>
  );
}

const EMPTY: Label = { fa: '', en: '' };

function both({ labels }: RecordTypeInfo, form: 'one' | 'many'): Label {
  return { fa: labels.fa[form], en: labels.en[form] };
}

function filled({ fa, en }: Label): Label | undefined {
  return fa.trim() === '' ? undefined : { fa: fa.trim(), en: en.trim() || fa.trim() };
}

interface PairProps {
  name: string;
  isNameHidden?: boolean;
  /** What it is called now, shown where nothing is typed. */
  standard: Label;
  value: Label;
  onChange: (value: Label) => void;
}

/** A word in both languages. */
function Pair({ name, isNameHidden = false, standard, value, onChange }: PairProps) {
  const { t } = useTranslation('customisation');
  return (
    <>
      <Input
        label={name}
        hideLabel={isNameHidden}
        value={value.fa}
        onChange={(fa) => onChange({ ...value, fa })}
        placeholder={standard.fa}
        maxLength={120}
      />
      <Input
        label={t('words.inEnglish', { name })}
        hideLabel={isNameHidden}
        value={value.en}
        onChange={(en) => onChange({ ...value, en })}
        placeholder={standard.en}
        maxLength={120}
        isLtr
      />
    </>
  );
}
