import { useTranslation } from 'react-i18next';
import { type RecordTypeInfo, useLabel, useRecordTypes } from '~/api/record-types';
import { FieldInput } from '~/ui/field-input';
import { Input } from '~/ui/input';
import { MoneyInput } from '~/ui/money-input';
import { NumberInput } from '~/ui/number-input';
import { Select } from '~/ui/select';
import { Switch } from '~/ui/switch';
import type { FieldDefinition } from '../definitions';
import { ALLOWS } from '../kinds';
import { ChoicesEditor } from './choices-editor';
import { infoOf } from './draft';
import type { FieldPartProps } from './field-basics';

interface FieldLimitsProps extends FieldPartProps {
  type: RecordTypeInfo;
  field: FieldDefinition | undefined;
}

/** What values a field takes, and how it is found. */
export function FieldLimits({ draft, set, field, messageFor }: FieldLimitsProps) {
  const { t } = useTranslation('customisation');
  const { kind } = draft;
  const isGiven = !draft.isCalculated && kind !== 'autoNumber';
  return (
    <>
      {ALLOWS.choices.has(kind) ? (
        <ChoicesEditor
          choices={draft.choices}
          onChange={(choices) => set({ choices })}
          kept={new Set((field?.choices ?? []).map((choice) => choice.value))}
          error={messageFor('choices')}
        />
      ) : null}
      {kind === 'link' ? <LinkTarget draft={draft} set={set} field={field} messageFor={messageFor} /> : null}
      <Range draft={draft} set={set} messageFor={messageFor} />
      {kind === 'autoNumber' ? <NumberingFields draft={draft} set={set} messageFor={messageFor} /> : null}
      {isGiven && !ALLOWS.link.has(kind) && kind !== 'longText' ? (
        <FieldInput
          field={{
            ...infoOf(draft),
            label: { fa: t('fields.default', { lng: 'fa' }), en: t('fields.default', { lng: 'en' }) },
          }}
          value={draft.default}
          onChange={(value) => set({ default: value })}
          error={messageFor('default')}
        />
      ) : null}
      <fieldset className="flex flex-col gap-2">
        <legend className="mb-1 text-xs font-medium">{t('fields.behaviour')}</legend>
        {isGiven ? (
          <Flag
            label={t('fields.required')}
            help={t('fields.requiredHelp')}
            value={draft.required}
            onChange={(required) => set({ required })}
          />
        ) : null}
        {ALLOWS.unique.has(kind) ? (
          <Flag
            label={t('fields.unique')}
            help={t('fields.uniqueHelp')}
            value={draft.unique}
            onChange={(unique) => set({ unique })}
            error={messageFor('unique')}
          />
        ) : null}
        {kind === 'longText' ? null : (
          <Flag
            label={t('fields.indexed')}
            help={t('fields.indexedHelp')}
            value={draft.indexed}
            onChange={(indexed) => set({ indexed })}
            error={messageFor('indexed')}
          />
        )}
        {ALLOWS.search.has(kind) ? (
          <Flag
            label={t('fields.searchable')}
            help={t('fields.searchableHelp')}
            value={draft.searchable}
            onChange={(searchable) => set({ searchable })}
            error={messageFor('searchable')}
          />
        ) : null}
      </fieldset>
    </>
  );
}

interface FlagProps {
  label: string;
  help: string;
  value: boolean;
  onChange: (value: boolean) => void;
  error?: string | undefined;
}

function Flag({ label, help, value, onChange, error }: FlagProps) {
  return (
    <div>
      <Switch isSelected={value} onChange={onChange}>
        {label}
      </Switch>
      <p className="ms-12 text-2xs text-muted">{help}</p>
      {error ? <p className="ms-12 text-2xs text-danger-soft-foreground">{error}</p> : null}
    </div>
  );
}

function LinkTarget({ draft, set, field, messageFor }: FieldPartProps & { field: FieldDefinition | undefined }) {
  const { t } = useTranslation('customisation');
  const label = useLabel();
  const types = useRecordTypes();
  return (
    <Select
      label={t('fields.linkTarget')}
      value={draft.linkTarget}
      onChange={(linkTarget) => set({ linkTarget })}
      isDisabled={field !== undefined}
      help={t('fields.linkHelp')}
      isRequired
      options={types.map((type) => ({
        value: type.name,
        label: label({ fa: type.labels.fa.one, en: type.labels.en.one }),
      }))}
      error={messageFor('linkTarget')}
    />
  );
}

/** Least, greatest, decimals, length and stars, after the kind. */
function Range({ draft, set, messageFor }: FieldPartProps) {
  const { t } = useTranslation('customisation');
  const { kind } = draft;
  const bound = (name: 'min' | 'max') =>
    kind === 'money' ? (
      <MoneyInput
        label={t(`fields.${name}`)}
        value={draft[name] === null ? null : { amount: draft[name], currency: 'IRR' }}
        onChange={(value) => set({ [name]: value?.amount ?? null })}
        error={messageFor(name)}
      />
    ) : (
      <NumberInput
        label={t(`fields.${name}`)}
        value={draft[name]}
        onChange={(value) => set({ [name]: value })}
        error={messageFor(name)}
      />
    );
  if (ALLOWS.range.has(kind))
    return (
      <div className="grid gap-4 sm:grid-cols-3">
        {bound('min')}
        {bound('max')}
        {kind === 'number' ? (
          <NumberInput
            label={t('fields.decimals')}
            value={draft.decimals}
            onChange={(decimals) => set({ decimals })}
            help={t('fields.decimalsHelp')}
            error={messageFor('decimals')}
          />
        ) : null}
      </div>
    );
  if (kind === 'rating')
    return (
      <NumberInput
        label={t('fields.stars')}
        value={draft.max}
        onChange={(max) => set({ max })}
        help={t('fields.starsHelp')}
        error={messageFor('max')}
      />
    );
  if (!ALLOWS.length.has(kind)) return null;
  return (
    <NumberInput
      label={t('fields.maxLength')}
      value={draft.maxLength}
      onChange={(maxLength) => set({ maxLength })}
      error={messageFor('maxLength')}
    />
  );
}

function NumberingFields({ draft, set, messageFor }: FieldPartProps) {
  const { t } = useTranslation('customisation');
  const { numbering } = draft;
  const change = (patch: Partial<typeof numbering>) => set({ numbering: { ...numbering, ...patch } });
  const example = `${numbering.prefix}${String(numbering.start).padStart(numbering.digits, '0')}`;
  return (
    <div className="flex flex-col gap-3">
      <div className="grid gap-4 sm:grid-cols-3">
        <Input
          label={t('numbering.prefix')}
          value={numbering.prefix}
          onChange={(prefix) => change({ prefix })}
          maxLength={20}
          isLtr
          error={messageFor('numbering.prefix')}
        />
        <NumberInput
          label={t('numbering.digits')}
          value={String(numbering.digits)}
          onChange={(digits) => change({ digits: Number(digits ?? 1) })}
          error={messageFor('numbering.digits')}
        />
        <NumberInput
          label={t('numbering.start')}
          value={String(numbering.start)}
          onChange={(start) => change({ start: Number(start ?? 1) })}
          error={messageFor('numbering.start')}
        />
      </div>
      <p className="text-xs text-muted">
        {t('numbering.first')} <bdi dir="ltr">{example.slice(0, 60)}</bdi>
      </p>
      <Flag
        label={t('numbering.gapless')}
        help={t('numbering.gaplessHelp')}
        value={numbering.gapless}
        onChange={(gapless) => change({ gapless })}
      />
    </div>
  );
}
