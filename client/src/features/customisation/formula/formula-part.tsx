import { Plus, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { type FieldInfo, useLabel } from '~/api/record-types';
import { cn } from '~/lib/cn';
import { Button, IconButton } from '~/ui/button';
import { DatePicker } from '~/ui/date-picker';
import { Input } from '~/ui/input';
import { Menu, type MenuGroup } from '~/ui/menu';
import { NumberInput } from '~/ui/number-input';
import {
  type DraftExpression,
  type DraftOperation,
  newOperation,
  type Operation,
  OPERATIONS,
  partsOf,
  resultsOf,
  typeOf,
  typeOfField,
  type ValueType,
  wantedOf,
} from './expression';

interface FormulaPartProps {
  value: DraftExpression;
  onChange: (value: DraftExpression) => void;
  /** Types that may stand here. */
  wanted: readonly ValueType[];
  fields: readonly FieldInfo[];
}

/** What stands between the parts of an operation that people write so. */
const SIGNS: Partial<Record<Operation, string>> = {
  add: '+',
  subtract: '−',
  multiply: '×',
  divide: '÷',
  eq: '=',
  ne: '≠',
  gt: '>',
  gte: '≥',
  lt: '<',
  lte: '≤',
};

const CONSTANTS = ['number', 'text', 'date', 'boolean'] as const;

/** What a fixed value begins with. */
function firstOf(type: (typeof CONSTANTS)[number]): string | number | boolean {
  if (type === 'number') return 0;
  if (type === 'boolean') return true;
  return type === 'date' ? new Date().toISOString().slice(0, 10) : '';
}

/** One part of a formula: a field, a value or an operation, each a chip that a menu opens from. */
export function FormulaPart(props: FormulaPartProps) {
  const { value, fields, wanted } = props;
  const { t } = useTranslation('customisation');
  const label = useLabel();
  const find = (path: string) => fields.find((field) => field.name === path);
  const type = typeOf(value, find);
  const isWrong = type !== undefined && !wanted.includes(type);
  if (value !== null && 'op' in value) return <OperationPart {...props} value={value} isWrong={isWrong} />;
  if (value !== null && 'value' in value) return <ConstantPart {...props} value={value.value} isWrong={isWrong} />;
  const field = value === null ? undefined : find(value.field);
  const isGone = value !== null && !field;
  return (
    <PartMenu {...props}>
      <Button
        size="sm"
        variant={value === null ? 'outline' : 'secondary'}
        className={cn(
          'max-w-full',
          value === null && 'border-dashed',
          (isWrong || isGone) && 'bg-danger-soft text-danger-soft-foreground',
        )}
      >
        <span className="truncate">
          {value === null ? t('formula.choose') : field ? label(field.label) : t('formula.gone', { name: value.field })}
        </span>
      </Button>
    </PartMenu>
  );
}

/** Opens the menu of everything that may stand at this place. */
function PartMenu({
  value,
  onChange,
  wanted,
  fields,
  children,
}: FormulaPartProps & { children: React.ComponentProps<typeof Menu>['trigger'] }) {
  const { t } = useTranslation(['customisation', 'common']);
  const label = useLabel();
  const fitting = fields.filter((field) => wanted.includes(typeOfField(field) as ValueType));
  const operations = OPERATIONS.filter((op) => resultsOf(op).some((result) => wanted.includes(result)));
  const groups: MenuGroup[] = [
    {
      id: 'values',
      title: t('customisation:formula.values'),
      entries: CONSTANTS.filter((type) => wanted.includes(type)).map((type) => ({
        id: `value-${type}`,
        label: t(`customisation:formula.constants.${type}`),
        onAction: () => onChange({ value: firstOf(type) }),
      })),
    },
    {
      id: 'fields',
      title: t('customisation:formula.fields'),
      entries: fitting.map((field) => ({
        id: field.name,
        label: label(field.label),
        onAction: () => onChange({ field: field.name }),
      })),
    },
    {
      id: 'operations',
      title: t(value === null ? 'customisation:formula.operations' : 'customisation:formula.around'),
      entries: operations.map((op) => ({
        id: `op-${op}`,
        label: t(`customisation:formula.ops.${op}`),
        onAction: () => onChange(newOperation(op, value)),
      })),
    },
    {
      id: 'clear',
      entries:
        value === null
          ? []
          : [
              {
                id: 'clear',
                label: t('common:actions.clear'),
                tone: 'danger' as const,
                onAction: () => onChange(null),
              },
            ],
    },
  ];
  return <Menu label={t('customisation:formula.choose')} trigger={children} groups={groups} placement="bottom start" />;
}

function ConstantPart({
  value,
  onChange,
  isWrong,
  ...place
}: Omit<FormulaPartProps, 'value'> & { value: string | number | boolean; isWrong: boolean }) {
  const { t } = useTranslation(['customisation', 'common']);
  const common = { label: t('customisation:formula.value'), hideLabel: true };
  return (
    <span
      className={cn(
        'inline-flex max-w-full items-center gap-0.5 rounded-lg border border-hairline ps-1',
        isWrong && 'border-danger bg-danger-soft',
      )}
    >
      {typeof value === 'number' ? (
        <NumberInput
          {...common}
          value={String(value)}
          onChange={(next) => onChange({ value: Number(next ?? 0) })}
          className="w-28"
        />
      ) : null}
      {typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? (
        <DatePicker {...common} value={value} onChange={(next) => onChange(next ? { value: next } : null)} />
      ) : null}
      {typeof value === 'string' && !/^\d{4}-\d{2}-\d{2}$/.test(value) ? (
        <Input
          {...common}
          value={value}
          onChange={(next) => onChange({ value: next })}
          className="w-36"
          maxLength={200}
        />
      ) : null}
      {typeof value === 'boolean' ? (
        <Button size="sm" variant="ghost" onPress={() => onChange({ value: !value })}>
          {t(value ? 'common:states.yes' : 'common:states.no')}
        </Button>
      ) : null}
      <PartMenu {...place} value={{ value }} onChange={onChange}>
        <IconButton label={t('customisation:formula.change')} size="sm" hasTooltip={false}>
          <Plus aria-hidden />
        </IconButton>
      </PartMenu>
      <IconButton label={t('common:actions.clear')} size="sm" onPress={() => onChange(null)}>
        <X aria-hidden />
      </IconButton>
    </span>
  );
}

function OperationPart({
  value,
  onChange,
  wanted,
  fields,
  isWrong,
}: Omit<FormulaPartProps, 'value'> & { value: DraftOperation; isWrong: boolean }) {
  const { t } = useTranslation(['customisation', 'common']);
  const find = (path: string) => fields.find((field) => field.name === path);
  const { op, args } = value;
  const { least, most } = partsOf(op);
  const sign = SIGNS[op];
  const name = t(`customisation:formula.ops.${op}`);
  const words = op === 'if' ? (['when', 'then', 'else'] as const) : undefined;
  return (
    <span
      role="group"
      aria-label={name}
      className={cn(
        'inline-flex max-w-full flex-wrap items-center gap-1.5 rounded-xl border border-border bg-surface-secondary px-2 py-1.5',
        isWrong && 'border-danger bg-danger-soft',
      )}
    >
      <PartMenu value={value} onChange={onChange} wanted={wanted} fields={fields}>
        <Button size="sm" variant="ghost" className="font-medium text-accent-soft-foreground">
          {name}
        </Button>
      </PartMenu>
      {args.map((part, at) => (
        <span key={at} className="inline-flex max-w-full items-center gap-1.5">
          {at > 0 && sign ? (
            <span aria-hidden className="text-base text-muted">
              {sign}
            </span>
          ) : null}
          {at > 0 && !sign && !words ? <span className="text-muted">{t('customisation:formula.comma')}</span> : null}
          {words?.[at] ? <span className="text-xs text-muted">{t(`customisation:formula.${words[at]}`)}</span> : null}
          <FormulaPart
            value={part}
            onChange={(next) => onChange({ ...value, args: args.with(at, next) })}
            wanted={wantedOf(value, at, wanted, find)}
            fields={fields}
          />
          {args.length > least ? (
            <IconButton
              label={t('common:actions.remove')}
              size="sm"
              onPress={() => onChange({ ...value, args: args.filter((_, index) => index !== at) })}
            >
              <X aria-hidden />
            </IconButton>
          ) : null}
        </span>
      ))}
      {args.length < most ? (
        <IconButton
          label={t('customisation:formula.addPart', { name })}
          size="sm"
          onPress={() => onChange({ ...value, args: [...args, null] })}
        >
          <Plus aria-hidden />
        </IconButton>
      ) : null}
      {op === 'join' ? (
        <Input
          label={t('customisation:formula.separator')}
          hideLabel
          placeholder={t('customisation:formula.separator')}
          value={value.separator ?? ''}
          onChange={(separator) => onChange({ ...value, separator })}
          maxLength={20}
          className="w-24"
        />
      ) : null}
      {op === 'round' ? (
        <span className="inline-flex items-center gap-1 text-xs text-muted">
          {t('customisation:formula.to')}
          <NumberInput
            label={t('customisation:formula.digits')}
            hideLabel
            value={String(value.digits ?? 0)}
            onChange={(digits) => onChange({ ...value, digits: Number(digits ?? 0) })}
            className="w-14"
          />
          {t('customisation:formula.digits')}
        </span>
      ) : null}
    </span>
  );
}
