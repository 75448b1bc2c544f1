import { evaluate, fixedText, toFixedPoint, type Value } from '@peyvand/server/formula';
import { useTranslation } from 'react-i18next';
import type { FieldInfo, RecordTypeInfo } from '~/api/record-types';
import { type RecordBase, useRecordList } from '~/api/records';
import { embedName, titleOf } from '~/features/records/parts/fields';
import { FieldValue } from '~/ui/field-value';
import { UserText } from '~/ui/text';
import { FIELD_KINDS, type FieldKind } from '../kinds';
import { type DraftExpression, type Expression, fieldsOf } from './expression';

interface FormulaPreviewProps {
  type: RecordTypeInfo;
  kind: FieldKind;
  /** A formula without holes. */
  value: DraftExpression;
  fields: readonly FieldInfo[];
}

const SAMPLES = 3;
const DECIMALS: Partial<Record<FieldKind, number>> = { number: 4, percent: 2, money: 0 };

/** What the formula gives for the newest records, by the very rules of the server. */
export function FormulaPreview({ type, kind, value, fields }: FormulaPreviewProps) {
  const { t } = useTranslation('customisation');
  const read = new Set(fieldsOf(value));
  const links = type.fields
    .map(embedName)
    .filter((path) => path !== undefined && [...read].some((name) => name.startsWith(`${path}.`)));
  const { rows, isLoading } = useRecordList(type.resource, {
    limit: SAMPLES,
    sort: '-id',
    include: links.join(',') || undefined,
  });
  if (isLoading) return null;
  if (rows.length === 0) return t('formula.noSample');
  const result: FieldInfo = { name: 'result', type: FIELD_KINDS[kind], label: { fa: '', en: '' } };
  return (
    <dl className="flex flex-col gap-1">
      {rows.map((row) => (
        <div key={row.id} className="flex flex-wrap items-center gap-x-2">
          <dt>
            {t('formula.for', { name: '' })}
            <UserText>{titleOf(type, row)}</UserText>:
          </dt>
          <dd className="text-sm font-medium text-foreground">
            <FieldValue
              field={result}
              value={shownOf(
                evaluate(value as Expression, (path) => rawOf(row, path, fields)),
                kind,
              )}
            />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** A value of a record as a formula reads it. */
function rawOf(row: RecordBase, path: string, fields: readonly FieldInfo[]): unknown {
  const field = fields.find((each) => each.name === path);
  const value = path in row ? row[path] : valueBehind(row, path);
  if (value === null || value === undefined) return null;
  const plain = field?.type === 'money' ? (value as { amount?: string }).amount : value;
  const isNumber = field && ['integer', 'decimal', 'percent', 'money'].includes(field.type);
  return isNumber ? (toFixedPoint(plain) ?? null) : plain;
}

/** A value of a linked record that came along: `account.city`, `custom.vendor.name`. */
function valueBehind(row: RecordBase, path: string): unknown {
  const step = path.indexOf('.', path.startsWith('custom.') ? 'custom.'.length : 0);
  const linked = row[path.slice(0, step)] as RecordBase | null | undefined;
  const name = path.slice(step + 1);
  if (!name.startsWith('custom.')) return linked?.[name];
  return linked?.custom?.[name.slice('custom.'.length)];
}

function shownOf(value: Value, kind: FieldKind): unknown {
  if (typeof value !== 'bigint') return value;
  const text = fixedText(value, DECIMALS[kind] ?? 0);
  return kind === 'money' ? { amount: text, currency: 'IRR' } : Number(text);
}
