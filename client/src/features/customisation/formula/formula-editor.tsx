import { useTranslation } from 'react-i18next';
import type { RecordTypeInfo } from '~/api/record-types';
import type { FieldKind } from '../kinds';
import { countFaults, type DraftExpression, type ValueType } from './expression';
import { FormulaPart } from './formula-part';
import { FormulaPreview } from './formula-preview';
import { useFormulaFields } from './use-formula-fields';

interface FormulaEditorProps {
  type: RecordTypeInfo;
  /** Kind of the field that takes the result. */
  kind: FieldKind;
  /** Full name of the field itself, which its own formula can't read. */
  self: string | undefined;
  value: DraftExpression;
  onChange: (value: DraftExpression) => void;
  error?: string | undefined;
}

const RESULTS: Readonly<Partial<Record<FieldKind, ValueType>>> = { text: 'text', date: 'date', boolean: 'boolean' };

/** A calculated value, put together from fields, values and operations; only what fits is offered at each place. */
export default function FormulaEditor({ type, kind, self, value, onChange, error }: FormulaEditorProps) {
  const { t } = useTranslation('customisation');
  const fields = useFormulaFields(type, self);
  const wanted = [RESULTS[kind] ?? 'number'] as const;
  const find = (path: string) => fields.find((field) => field.name === path);
  const faults = countFaults(value, wanted, find);
  return (
    <div className="flex flex-col gap-2">
      <div role="group" aria-label={t('formula.title')} className="rounded-xl border border-hairline p-3">
        <FormulaPart value={value} onChange={onChange} wanted={wanted} fields={fields} />
      </div>
      <div role="status" className="text-xs text-muted">
        {faults > 0 ? (
          t('formula.faults', { count: faults })
        ) : (
          <FormulaPreview type={type} kind={kind} value={value} fields={fields} />
        )}
      </div>
      {error ? (
        <p role="alert" className="text-xs text-danger-soft-foreground">
          {error}
        </p>
      ) : null}
    </div>
  );
}
