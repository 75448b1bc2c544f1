import { Plus, X } from 'lucide-react';
import { lazy, type ReactNode, Suspense, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldInfo, RecordTypeInfo } from '~/api/record-types';
import { filterFields } from '~/features/records/parts/fields';
import { Button, IconButton } from '~/ui/button';
import { FilterBuilder } from '~/ui/filter/filter-builder';
import { Input } from '~/ui/input';
import { SkeletonBlock } from '~/ui/skeleton';
import { Switch } from '~/ui/switch';
import type { FieldDefinition, ValidationRule } from '../definitions';
import { ALLOWS } from '../kinds';
import { infoOf, nameOf } from './draft';
import type { FieldPartProps } from './field-basics';

const FormulaEditor = lazy(() => import('../formula/formula-editor'));

interface FieldLogicProps extends FieldPartProps {
  type: RecordTypeInfo;
  field: FieldDefinition | undefined;
}

/** When a field is wanted, which values are refused, and what it is calculated from. */
export function FieldLogic({ type, draft, set, field, messageFor }: FieldLogicProps) {
  const { t } = useTranslation('customisation');
  const self = `custom.${nameOf(draft)}`;
  // Conditions are held against the record alone: no links, no figures of other records.
  const others = useMemo(() => filterFields(type).filter((other) => other.name !== self), [type, self]);
  const own: FieldInfo = { ...infoOf(draft), name: self };
  const hasFormula = ALLOWS.formula.has(draft.kind);
  return (
    <div className="flex flex-col gap-3">
      {hasFormula ? (
        <Section title={t('formula.title')} about={t('formula.about')}>
          <Switch
            isSelected={draft.isCalculated}
            onChange={(isCalculated) => set({ isCalculated })}
            isDisabled={field !== undefined && !field.formula}
          >
            {t('formula.on')}
          </Switch>
          {draft.isCalculated ? (
            <Suspense fallback={<SkeletonBlock className="h-16" />}>
              <FormulaEditor
                type={type}
                kind={draft.kind}
                self={self}
                value={draft.formula}
                onChange={(formula) => set({ formula })}
                error={messageFor('formula')}
              />
            </Suspense>
          ) : null}
        </Section>
      ) : null}
      <Section title={t('logic.visible')} about={t('logic.visibleAbout')} error={messageFor('visibleWhen')}>
        <FilterBuilder fields={others} value={draft.visibleWhen} onChange={(visibleWhen) => set({ visibleWhen })} />
      </Section>
      {draft.isCalculated ? null : (
        <Section title={t('logic.rules')} about={t('logic.rulesAbout')} error={messageFor('validations')}>
          <ValidationRules
            rules={draft.validations}
            fields={[own, ...others]}
            onChange={(validations) => set({ validations })}
          />
        </Section>
      )}
    </div>
  );
}

interface SectionProps {
  title: string;
  about: string;
  error?: string | undefined;
  children: ReactNode;
}

function Section({ title, about, error, children }: SectionProps) {
  return (
    <fieldset className="flex min-w-0 flex-col gap-2 rounded-xl border border-hairline px-3 pt-1 pb-3">
      <legend className="px-1 text-xs font-medium">{title}</legend>
      <p className="text-2xs text-muted">{about}</p>
      {children}
      {error ? (
        <p role="alert" className="text-2xs text-danger-soft-foreground">
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}

interface ValidationRulesProps {
  rules: readonly ValidationRule[];
  fields: readonly FieldInfo[];
  onChange: (rules: ValidationRule[]) => void;
}

function ValidationRules({ rules, fields, onChange }: ValidationRulesProps) {
  const { t } = useTranslation(['customisation', 'common']);
  const change = (at: number, patch: Partial<ValidationRule>) =>
    onChange(rules.map((rule, index) => (index === at ? { ...rule, ...patch } : rule)));
  return (
    <>
      {rules.map((rule, at) => (
        <div key={at} className="flex items-start gap-2 rounded-lg bg-surface-secondary p-2">
          <div className="flex min-w-0 grow flex-col gap-2">
            <FilterBuilder
              fields={fields}
              value={'and' in rule.when && rule.when.and.length === 0 ? undefined : rule.when}
              onChange={(when) => change(at, { when: when ?? { and: [] } })}
            />
            <div className="grid gap-2 sm:grid-cols-2">
              <Input
                label={t('customisation:logic.messageFa')}
                value={rule.message.fa}
                onChange={(fa) => change(at, { message: { ...rule.message, fa } })}
                maxLength={200}
                isRequired
              />
              <Input
                label={t('customisation:logic.messageEn')}
                value={rule.message.en}
                onChange={(en) => change(at, { message: { ...rule.message, en } })}
                maxLength={200}
                isLtr
              />
            </div>
          </div>
          <IconButton
            label={t('common:actions.remove')}
            size="sm"
            onPress={() => onChange(rules.filter((_, index) => index !== at))}
          >
            <X aria-hidden />
          </IconButton>
        </div>
      ))}
      <Button
        size="sm"
        className="self-start"
        icon={<Plus aria-hidden />}
        onPress={() => onChange([...rules, { when: { and: [] }, message: { fa: '', en: '' } }])}
      >
        {t('customisation:logic.addRule')}
      </Button>
    </>
  );
}
