import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLabel, useRecordTypes } from '~/api/record-types';
import { Button, IconButton } from '~/ui/button';
import { Select } from '~/ui/select';
import { type FieldLimit, LEVELS } from './role';

interface FieldLimitsProps {
  limits: readonly FieldLimit[];
  onChange: (limits: FieldLimit[]) => void;
}

/** Fields that the holders of a role see less of. */
export function FieldLimits({ limits, onChange }: FieldLimitsProps) {
  const { t } = useTranslation(['admin', 'common']);
  const label = useLabel();
  const types = useRecordTypes();
  const [typeName, setTypeName] = useState<string | null>(null);
  const [fieldName, setFieldName] = useState<string | null>(null);
  const type = types.find((each) => each.name === typeName);
  const nameOf = (limit: FieldLimit) => {
    const its = types.find((each) => each.name === limit.recordType);
    const field = its?.fields.find((each) => each.name === limit.field);
    const typeLabel = its ? label({ fa: its.labels.fa.one, en: its.labels.en.one }) : limit.recordType;
    return `${typeLabel}: ${field ? label(field.label) : limit.field}`;
  };
  const add = () => {
    if (!typeName || !fieldName) return;
    const others = limits.filter((limit) => limit.recordType !== typeName || limit.field !== fieldName);
    onChange([...others, { recordType: typeName, field: fieldName, level: 'hidden' }]);
    setFieldName(null);
  };
  return (
    <div className="flex flex-col gap-3">
      <p className="text-xs text-muted">{t('admin:limitsHelp')}</p>
      {limits.map((limit) => (
        <div key={`${limit.recordType}/${limit.field}`} className="flex items-center gap-3">
          <span className="min-w-0 grow truncate text-sm">{nameOf(limit)}</span>
          <Select
            label={t('admin:level')}
            hideLabel
            className="w-40"
            value={limit.level}
            onChange={(level) => onChange(limits.map((each) => (each === limit ? { ...each, level } : each)))}
            options={LEVELS.map((level) => ({ value: level, label: t(`admin:levels.${level}`) }))}
          />
          <IconButton
            label={t('common:picker.remove', { name: nameOf(limit) })}
            onPress={() => onChange(limits.filter((each) => each !== limit))}
          >
            <X aria-hidden />
          </IconButton>
        </div>
      ))}
      <div className="flex flex-wrap items-end gap-2">
        <Select
          label={t('admin:recordType')}
          className="w-48"
          value={typeName}
          onChange={(name) => {
            setTypeName(name);
            setFieldName(null);
          }}
          options={types.map((each) => ({
            value: each.name,
            label: label({ fa: each.labels.fa.one, en: each.labels.en.one }),
          }))}
        />
        <Select
          label={t('admin:field')}
          className="w-48"
          value={fieldName}
          isDisabled={!type}
          onChange={setFieldName}
          options={(type?.fields ?? []).map((field) => ({ value: field.name, label: label(field.label) }))}
        />
        <Button icon={<Plus aria-hidden />} isDisabled={!fieldName} onPress={add}>
          {t('common:actions.add')}
        </Button>
      </div>
    </div>
  );
}
