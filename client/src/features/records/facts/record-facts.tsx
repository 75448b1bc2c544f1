import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type FieldInfo, type RecordTypeInfo, useLabel } from '~/api/record-types';
import type { RecordBase } from '~/api/records';
import { Button } from '~/ui/button';
import { isBlank } from '../form/form-fields';
import { isWritable } from '../parts/fields';
import { factGroups } from './fact-groups';
import { FactRow } from './fact-row';

interface RecordFactsProps {
  type: RecordTypeInfo;
  record: RecordBase;
  /** Fields shown elsewhere on the screen. */
  hiddenFields?: readonly string[];
  /** Order of the groups; others follow as the registry has them. */
  groups?: readonly string[];
}

/** Long, empty groups are folded into one button, so that facts come before gaps. */
const KEPT_EMPTY = 12;

/** All facts of a record in groups, each edited where it stands. */
export function RecordFacts({ type, record, hiddenFields = [], groups = [] }: RecordFactsProps) {
  const { t } = useTranslation(['records', 'facts']);
  const [showsEmpty, setShowsEmpty] = useState(false);
  const label = useLabel();
  const all = factGroups(type, hiddenFields, groups);
  const fields = all.flatMap((group) => group.fields);
  const isKept = (field: FieldInfo) => showsEmpty || !isBlank(record[field.name]);
  const emptyCount = fields.filter((field) => isBlank(record[field.name]) && isWritable(field)).length;
  const hidesEmpty = fields.length > KEPT_EMPTY && emptyCount > 0;

  return (
    <div className="flex flex-col gap-4">
      {all.map(({ id, title, fields: own }) => {
        const shown = own.filter((field) => (hidesEmpty ? isKept(field) : true));
        if (shown.length === 0) return null;
        return (
          <section key={id} aria-labelledby={`facts-${id}`}>
            <h3 id={`facts-${id}`} className="mb-1 text-xs font-medium text-muted">
              {title ? label(title) || t('groups.other') : t(`groups.${id}`, { defaultValue: t('groups.other') })}
            </h3>
            <dl className="flex flex-col">
              {shown.map((field) => (
                <FactRow key={field.name} type={type} record={record} field={field} />
              ))}
            </dl>
          </section>
        );
      })}
      {hidesEmpty ? (
        <Button size="sm" variant="ghost" className="self-start" onPress={() => setShowsEmpty(!showsEmpty)}>
          {showsEmpty ? t('facts:hideEmpty') : t('facts:showEmpty', { count: emptyCount })}
        </Button>
      ) : null}
    </div>
  );
}
