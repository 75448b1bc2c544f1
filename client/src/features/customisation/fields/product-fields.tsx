import { useTranslation } from 'react-i18next';
import { type RecordTypeInfo, useLabel } from '~/api/record-types';
import { isShown } from '~/features/records/parts/fields';
import { formatNumber } from '~/lib/format';
import { Chip } from '~/ui/chip';
import { Ltr } from '~/ui/text';

/** The fields that a type has from the product: they stay as they are. */
export function ProductFields({ type }: { type: RecordTypeInfo }) {
  const { t } = useTranslation('customisation');
  const label = useLabel();
  const fields = type.fields.filter((field) => !field.custom && !field.standard && isShown(field));
  return (
    <details className="rounded-xl border border-hairline bg-surface px-4 py-2">
      <summary className="cursor-pointer py-1.5 text-sm font-medium">
        {t('fields.ofProduct', { number: formatNumber(fields.length) })}
      </summary>
      <ul className="flex flex-col">
        {fields.map((field) => (
          <li
            key={field.name}
            className="flex min-h-10 flex-wrap items-center gap-x-3 border-b border-hairline py-1 text-sm last:border-0"
          >
            <span className="min-w-40">{label(field.label)}</span>
            <Ltr className="text-2xs text-muted">{field.name}</Ltr>
            {field.required ? <Chip>{t('fields.required')}</Chip> : null}
          </li>
        ))}
      </ul>
    </details>
  );
}
