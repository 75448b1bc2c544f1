import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldInfo, RecordTypeInfo } from '~/api/record-types';
import type { RecordBase } from '~/api/records';
import { Button } from '~/ui/button';
import { isBlank } from '../form/form-fields';
import { isShown, isWritable } from '../parts/fields';
import { FactRow } from './fact-row';

interface RecordFactsProps {
  type: RecordTypeInfo;
  record: RecordBase;
  /** Fields shown elsewhere on the screen. */
  hiddenFields?: readonly string[];
  /** Order of the groups; others follow as the registry has them. */
  groups?: readonly string[];
}

/** Group of the fields that every record carries. */
const SYSTEM = 'system';
const OTHER = 'other';
/** Fields of the company that it has put into no group of its own. */
const CUSTOM = 'custom';
/** Long, empty groups are folded into one button, so that facts come before gaps. */
const KEPT_EMPTY = 12;

/** All facts of a record in groups, each edited where it stands. */
export function RecordFacts({ type, record, hiddenFields = [], groups = [] }: RecordFactsProps) {
  const { t } = useTranslation(['records', 'facts']);
  const [showsEmpty, setShowsEmpty] = useState(false);
  const fields = type.fields.filter(
    (field) => isShown(field) && field.name !== type.titleField && !hiddenFields.includes(field.name),
  );
  const isKept = (field: FieldInfo) => showsEmpty || !isBlank(record[field.name]);
  const emptyCount = fields.filter((field) => isBlank(record[field.name]) && isWritable(field)).length;
  const hidesEmpty = fields.length > KEPT_EMPTY && emptyCount > 0;
  const byGroup = Map.groupBy(
    fields,
    (field) => field.group ?? (field.standard ? SYSTEM : field.custom ? CUSTOM : OTHER),
  );
  const order = [...groups, ...[...byGroup.keys()].filter((name) => !groups.includes(name) && name !== SYSTEM), SYSTEM];

  return (
    <div className="flex flex-col gap-4">
      {order.map((name) => {
        const shown = (byGroup.get(name) ?? []).filter((field) => (hidesEmpty ? isKept(field) : true));
        if (shown.length === 0) return null;
        return (
          <section key={name} aria-labelledby={`facts-${name}`}>
            <h3 id={`facts-${name}`} className="mb-1 text-xs font-medium text-muted">
              {t(`groups.${name}`, {
                defaultValue: byGroup.get(name)?.some((field) => field.custom) ? name : t('groups.other'),
              })}
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
