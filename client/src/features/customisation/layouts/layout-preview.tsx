import { useTranslation } from 'react-i18next';
import { type FieldGroup, type RecordTypeInfo, useLabel } from '~/api/record-types';
import { useRecordList } from '~/api/records';
import { RecordValue } from '~/features/records/parts/record-value';
import { Card } from '~/ui/card';
import { Blank } from '~/ui/text';
import { isGrouped, type LayoutPart } from './layouts';

interface LayoutPreviewProps {
  type: RecordTypeInfo;
  part: LayoutPart;
  groups: readonly FieldGroup[];
}

/** What comes of a layout, with the newest record of the type. */
export function LayoutPreview({ type, part, groups }: LayoutPreviewProps) {
  const { t } = useTranslation('customisation');
  const label = useLabel();
  const [row] = useRecordList(type.resource, { limit: 1, sort: '-id' }).rows;
  return (
    <Card title={t('layout.preview')} level={3} className="self-start bg-surface-secondary">
      {groups.map((group, index) => (
        <section key={index} className="mb-3 last:mb-0">
          {isGrouped(part) && group.title ? (
            <h4 className="mb-1 text-xs font-medium text-muted">{label(group.title)}</h4>
          ) : null}
          <dl className={part === 'listColumns' ? 'flex gap-4 overflow-x-auto pb-2' : 'grid gap-2'}>
            {group.fields.map((name) => {
              const field = type.fields.find((each) => each.name === name);
              if (!field) return null;
              return (
                <div key={name} className="min-w-24">
                  <dt className="truncate text-2xs text-muted">{label(field.label)}</dt>
                  <dd
                    className={
                      part === 'form'
                        ? 'truncate rounded-lg border border-border bg-surface px-3 py-1.5 text-sm'
                        : 'truncate text-sm'
                    }
                  >
                    {row ? <RecordValue row={row} field={field} /> : <Blank />}
                  </dd>
                </div>
              );
            })}
          </dl>
        </section>
      ))}
    </Card>
  );
}
