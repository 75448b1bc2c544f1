import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '~/api/describe';
import { api } from '~/api/http';
import { useLabel, useRecordTypes } from '~/api/record-types';
import { useMe } from '~/api/session';
import { Card } from '~/ui/card';
import { FileDrop } from '~/ui/file-drop';
import { Progress } from '~/ui/progress';
import { Select } from '~/ui/select';
import type { ImportJob } from './import';

const MIB = 1024 * 1024;
const DEFAULT_MIB = 50;
/** Types that come from files of people; the others follow in the order of the registry. */
const USUAL = ['account', 'contact', 'lead', 'opportunity', 'product', 'activity'];
const NOT_FROM_FILES = new Set(['savedView', 'file', 'role', 'target', 'assignmentRule', 'stage', 'pipeline']);

/** Chooses the kind of records and the file, and goes on to the mapping. */
export default function UploadPanel({ type }: { type: string | undefined }) {
  const { t } = useTranslation('imports');
  const label = useLabel();
  const navigate = useNavigate();
  const me = useMe();
  const types = useRecordTypes().filter(
    (each) => each.actions.import && each.actions.create && !NOT_FROM_FILES.has(each.name),
  );
  const ordered = types.toSorted((a, b) => place(a.name) - place(b.name));
  const [chosen, setChosen] = useState<string | null>(type ?? 'account');
  const [isSending, setSending] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const mib = Number(me?.settings.importMaxFileMb ?? DEFAULT_MIB);

  const send = async (file: File) => {
    if (!chosen) return;
    setSending(true);
    setFault(null);
    const body = new FormData();
    body.set('recordType', chosen);
    body.set('file', file);
    try {
      const job = await api.post<ImportJob>('/imports', body);
      await navigate({ to: '/imports/$id', params: { id: job.id } });
    } catch (error) {
      setFault(describeError(error, t));
    } finally {
      setSending(false);
    }
  };

  return (
    <Card title={t('new')}>
      <div className="flex flex-col gap-4">
        <Select
          label={t('type')}
          className="max-w-xs"
          value={chosen}
          onChange={setChosen}
          options={ordered.map((each) => ({
            value: each.name,
            label: label({ fa: each.labels.fa.many, en: each.labels.en.many }),
          }))}
        />
        {isSending ? (
          <div role="status" className="rounded-xl bg-surface-secondary p-6">
            <p className="mb-2 text-sm">{t('reading')}</p>
            <Progress label={t('reading')} />
          </div>
        ) : (
          <FileDrop
            label={t('file')}
            accept={['.csv', '.xlsx', '.txt']}
            maxBytes={mib * MIB}
            help={t('fileHelp')}
            onFiles={([file]) => file && void send(file)}
          />
        )}
        {fault ? (
          <p role="alert" className="text-sm text-danger-soft-foreground">
            {fault}
          </p>
        ) : null}
      </div>
    </Card>
  );
}

function place(name: string): number {
  const index = USUAL.indexOf(name);
  return index === -1 ? USUAL.length : index;
}
