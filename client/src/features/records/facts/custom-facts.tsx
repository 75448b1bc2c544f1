import { useTranslation } from 'react-i18next';
import type { RecordBase } from '~/api/records';
import { formatNumber } from '~/lib/format';
import { Blank, UserText } from '~/ui/text';

/** Values that a record carries beyond the fields of its type, by the names they were given. */
export function CustomFacts({ record }: { record: RecordBase }) {
  const { t } = useTranslation('records');
  const entries = Object.entries(record.custom ?? {});
  if (entries.length === 0) return null;
  return (
    <section aria-labelledby="facts-custom">
      <h3 id="facts-custom" className="mb-1 text-xs font-medium text-muted">
        {t('groups.custom')}
      </h3>
      <dl className="flex flex-col">
        {entries.map(([name, value]) => (
          <div
            key={name}
            className="flex min-h-9 items-center gap-2 border-b border-hairline py-0.5 text-sm last:border-0"
          >
            <dt className="w-28 shrink-0 text-xs text-muted">
              <UserText>{name}</UserText>
            </dt>
            <dd className="min-w-0 grow break-words">
              <CustomValue value={value} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function CustomValue({ value }: { value: unknown }) {
  const { t } = useTranslation();
  if (value === null || value === undefined || value === '') return <Blank />;
  if (typeof value === 'boolean') return t(value ? 'states.yes' : 'states.no');
  if (typeof value === 'number') return formatNumber(value);
  if (Array.isArray(value)) return <UserText>{value.map(String).join('، ')}</UserText>;
  return <UserText>{typeof value === 'object' ? JSON.stringify(value) : String(value)}</UserText>;
}
