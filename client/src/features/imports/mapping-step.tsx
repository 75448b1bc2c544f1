import { Play, ScanSearch } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '~/api/describe';
import { api } from '~/api/http';
import { ProblemError } from '~/api/problem';
import { type RecordTypeInfo, useLabel } from '~/api/record-types';
import { useRecordList } from '~/api/records';
import { formatNumber } from '~/lib/format';
import { notify } from '~/lib/notices';
import { Button } from '~/ui/button';
import { Card } from '~/ui/card';
import { Input } from '~/ui/input';
import { RadioGroup } from '~/ui/radio-group';
import { MultiSelect, Select } from '~/ui/select';
import { Constants } from './constants';
import {
  fitted,
  type ImportJob,
  type ImportMode,
  type ImportPreview,
  importableFields,
  type SavedMapping,
  sampleWords,
  withColumn,
} from './import';
import { MappingRow, withWord } from './mapping-row';
import { PreviewPanel } from './preview-panel';
import { type ImportPlan, useImportActions } from './use-import';

const MODES: readonly ImportMode[] = ['create', 'update', 'upsert'];

/** Which column fills which field, tried on the first rows before anything is written. */
export default function MappingStep({ job, type }: { job: ImportJob; type: RecordTypeInfo }) {
  const { t } = useTranslation(['imports', 'common']);
  const label = useLabel();
  const { save, run } = useImportActions(job);
  const saved = useRecordList<SavedMapping>('import-mappings', {
    filter: { field: 'recordType', op: 'eq', value: job.recordType },
  });
  const [plan, setPlan] = useState<ImportPlan>({ mapping: job.mapping, mode: job.mode, keyFields: job.keyFields });
  const [name, setName] = useState('');
  const [preview, setPreview] = useState<ImportPreview | null>(null);
  const [isTrying, setTrying] = useState(false);
  const [faults, setFaults] = useState<readonly string[]>([]);
  const fields = importableFields(type);
  const mapped = fields.filter((field) => plan.mapping.some((entry) => entry.field === field.name));

  const change = (patch: Partial<ImportPlan>) => {
    setPlan((current) => ({ ...current, ...patch }));
    setPreview(null);
  };
  const store = (next: ImportPlan) => save.mutateAsync(name.trim() ? { ...next, saveMappingAs: name.trim() } : next);
  const attempt = async (work: () => Promise<unknown>) => {
    setFaults([]);
    try {
      await work();
    } catch (error) {
      const told = error instanceof ProblemError ? error.errors.map((each) => each.message) : [];
      setFaults(told.length > 0 ? told : [describeError(error, t)]);
    }
  };
  const tryOut = async (next: ImportPlan) => {
    setTrying(true);
    await attempt(async () => {
      await save.mutateAsync(next);
      setPreview(await api.post<ImportPreview>(`/imports/${job.id}/preview`));
    });
    setTrying(false);
  };
  const start = () =>
    attempt(async () => {
      await store(plan);
      await run.mutateAsync();
    });
  const onWord = (column: string, word: string, title: string) => {
    const mapping = plan.mapping.map((entry) =>
      entry.column === column ? { ...entry, values: withWord(entry, word, title) } : entry,
    );
    setPlan({ ...plan, mapping });
    void tryOut({ ...plan, mapping });
  };

  return (
    <>
      <Card
        title={t('imports:mapping')}
        isFlush
        actions={
          saved.rows.length > 0 ? (
            <Select
              label={t('imports:useSaved')}
              hideLabel
              className="w-36 sm:w-56"
              value={null}
              placeholder={t('imports:useSaved')}
              onChange={(id) => {
                const chosen = saved.rows.find((each) => each.id === id);
                if (!chosen) return;
                change({ mapping: fitted(chosen, job.columns), mode: chosen.mode, keyFields: chosen.keyFields });
                notify(t('imports:usedSaved', { name: chosen.name }));
              }}
              options={saved.rows.map((each) => ({ value: each.id, label: each.name }))}
            />
          ) : undefined
        }
      >
        <p className="px-4 text-xs text-muted">
          {t('imports:mappingHelp', {
            number: formatNumber(plan.mapping.length),
            total: formatNumber(job.columns.length),
          })}
        </p>
        <ul className="mt-2 border-t border-hairline">
          {job.columns.map((column) => {
            const entry = plan.mapping.find((each) => each.column === column.name);
            return (
              <MappingRow
                key={column.name}
                column={column}
                sample={sampleWords(job, column.name)}
                fields={fields}
                entry={entry}
                onField={(field) => change({ mapping: withColumn(plan.mapping, column, field) })}
                onChange={(next) =>
                  change({ mapping: plan.mapping.map((each) => (each.field === next.field ? next : each)) })
                }
              />
            );
          })}
        </ul>
        <div className="border-t border-hairline">
          <Constants mapping={plan.mapping} fields={fields} onChange={(mapping) => change({ mapping })} />
        </div>
      </Card>
      <Card title={t('imports:how')}>
        <div className="flex flex-col gap-4">
          <RadioGroup
            label={t('imports:mode')}
            isSegmented
            value={plan.mode}
            onChange={(mode) => change({ mode })}
            options={MODES.map((mode) => ({ value: mode, label: t(`imports:modes.${mode}`) }))}
          />
          {plan.mode === 'create' ? null : (
            <MultiSelect
              label={t('imports:keys')}
              help={t('imports:keysHelp')}
              className="max-w-md"
              value={plan.keyFields}
              onChange={(keyFields) => change({ keyFields })}
              options={mapped.map((field) => ({ value: field.name, label: label(field.label) }))}
            />
          )}
          <Input
            label={t('imports:saveAs')}
            help={t('imports:saveAsHelp')}
            className="max-w-md"
            maxLength={120}
            value={name}
            onChange={setName}
          />
        </div>
      </Card>
      {faults.length > 0 ? (
        <div role="alert" className="rounded-xl bg-danger-soft px-4 py-3 text-sm text-danger-soft-foreground">
          {faults.map((fault) => (
            <p key={fault}>{fault}</p>
          ))}
        </div>
      ) : null}
      {preview ? <PreviewPanel job={job} preview={preview} onWord={onWord} /> : null}
      <div className="sticky bottom-0 flex flex-wrap gap-2 rounded-xl border border-hairline bg-surface p-3 shadow-surface">
        <Button
          variant={preview ? 'primary' : 'secondary'}
          icon={<Play aria-hidden />}
          isPending={run.isPending}
          onPress={() => void start()}
        >
          {t('imports:run', { number: formatNumber(job.totalRows) })}
        </Button>
        <Button
          variant={preview ? 'secondary' : 'primary'}
          icon={<ScanSearch aria-hidden />}
          isPending={isTrying}
          onPress={() => void tryOut(plan)}
        >
          {t('imports:try')}
        </Button>
      </div>
    </>
  );
}
