import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '~/api/http';
import { type RecordTypeInfo, useLabel, useRecordTypes } from '~/api/record-types';
import { notify } from '~/lib/notices';
import { Sheet } from '~/ui/dialog';
import { FormShell } from '~/ui/form-shell';
import { Input } from '~/ui/input';
import { RadioGroup } from '~/ui/radio-group';
import { Select } from '~/ui/select';
import { Switch } from '~/ui/switch';
import { isCustomisable, useRefreshDefinitions } from '../definitions';
import { suggestName } from '../names';

interface RelationSheetProps {
  type: RecordTypeInfo;
  onClose: () => void;
}

/** A new link between two types, told as it reads from each side. */
export default function RelationSheet({ type, onClose }: RelationSheetProps) {
  const { t } = useTranslation(['customisation', 'common']);
  const label = useLabel();
  const types = useRecordTypes();
  const refresh = useRefreshDefinitions();
  const [otherName, setOtherName] = useState<string | null>(null);
  const [direction, setDirection] = useState<'out' | 'in'>('out');
  const [labelFa, setLabelFa] = useState('');
  const [labelEn, setLabelEn] = useState('');
  const [typedName, setName] = useState('');
  const [required, setRequired] = useState(false);
  const one = (each: RecordTypeInfo) => label({ fa: each.labels.fa.one, en: each.labels.en.one });
  const many = (each: RecordTypeInfo) => label({ fa: each.labels.fa.many, en: each.labels.en.many });
  // Only types that take fields of the company can hold the link; any type can be pointed at.
  const others = types.filter((each) => direction === 'out' || isCustomisable(each));
  const other = others.find((each) => each.name === otherName);
  const [from, to] = direction === 'out' ? [type, other] : [other, type];
  const name = typedName || suggestName(labelEn || labelFa || (to?.labels.en.one ?? ''), 'Id');
  const shownLabel = labelFa || (to ? one(to) : '');

  const save = async () => {
    await api.post('/custom-fields', {
      recordType: from?.name,
      kind: 'link',
      linkTarget: to?.name,
      name,
      labelFa: labelFa.trim() || to?.labels.fa.one,
      labelEn: labelEn.trim() || (labelFa.trim() ? null : to?.labels.en.one),
      required,
      indexed: true,
    });
    await refresh();
    onClose();
    notify(t('customisation:relations.saved', { name: shownLabel }), { tone: 'success' });
  };

  return (
    <Sheet isOpen onOpenChange={onClose} isDismissable={false} title={t('customisation:relations.new')}>
      <FormShell
        saveLabel={t('common:actions.save')}
        isReady={other !== undefined && shownLabel.trim() !== '' && name !== ''}
        onCancel={onClose}
        onSave={save}
      >
        {(messageFor) => (
          <>
            <RadioGroup
              label={t('customisation:relations.direction')}
              value={direction}
              onChange={setDirection}
              options={[
                {
                  value: 'out',
                  label: t('customisation:relations.out', { one: one(type) }),
                  help: t('customisation:relations.outHelp', { one: one(type) }),
                },
                {
                  value: 'in',
                  label: t('customisation:relations.in', { one: one(type) }),
                  help: t('customisation:relations.inHelp', { one: one(type) }),
                },
              ]}
            />
            <Select
              label={t('customisation:relations.other')}
              value={otherName}
              onChange={setOtherName}
              isRequired
              options={others.map((each) => ({ value: each.name, label: one(each) }))}
              error={messageFor(direction === 'out' ? 'linkTarget' : 'recordType')}
            />
            <div className="grid gap-4 sm:grid-cols-2">
              <Input
                label={t('customisation:relations.labelFa')}
                value={labelFa}
                onChange={setLabelFa}
                placeholder={to ? one(to) : ''}
                maxLength={120}
                error={messageFor('labelFa')}
              />
              <Input
                label={t('customisation:fields.labelEn')}
                value={labelEn}
                onChange={setLabelEn}
                maxLength={120}
                isLtr
                error={messageFor('labelEn')}
              />
            </div>
            <Input
              label={t('customisation:fields.name')}
              value={name}
              onChange={setName}
              help={t('customisation:relations.nameHelp')}
              maxLength={40}
              isLtr
              isRequired
              error={messageFor('name')}
            />
            <Switch isSelected={required} onChange={setRequired}>
              {t('customisation:fields.required')}
            </Switch>
            {from && to ? (
              <div className="rounded-xl bg-surface-secondary p-3 text-sm">
                <p className="mb-1 text-xs font-medium">{t('customisation:relations.reads')}</p>
                <p>
                  {t('customisation:relations.sides', {
                    from: one(from),
                    to: one(to),
                    field: shownLabel,
                    many: many(from),
                  })}
                </p>
              </div>
            ) : null}
          </>
        )}
      </FormShell>
    </Sheet>
  );
}
