import { type Ref, useImperativeHandle, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '~/api/describe';
import { api, newIdempotencyKey } from '~/api/http';
import { cn } from '~/lib/cn';
import { combinationOf } from '~/lib/keyboard';
import { notify } from '~/lib/notices';
import { Button } from '~/ui/button';
import { Input, TextArea } from '~/ui/input';
import { drafts } from '../form/draft';
import { KindIcon } from './activity-icons';
import { COMPOSE_KINDS, type Compose, type ComposeKind, emptyCompose, requestOf } from './compose';
import { MentionPicker } from './mention-picker';
import { ActivityDetails } from './activity-details';
import { type Subject, useRefreshAround } from './subject';

export interface ComposerHandle {
  /** Opens the composer for a kind and puts the caret into it. */
  open: (kind: ComposeKind) => void;
}

interface ComposerProps {
  subject: Subject;
  ref?: Ref<ComposerHandle>;
}

/** Writes a note, or records or plans a call, a meeting or a task of a record. Drafts survive a reload; Ctrl+Enter saves. */
export function Composer({ subject, ref }: ComposerProps) {
  const { t } = useTranslation(['records', 'common', 'compose']);
  const draftName = `composer.${subject.type}.${subject.id}`;
  const [compose, setCompose] = useState<Compose>(() => ({ ...emptyCompose('note'), ...drafts.read(draftName) }));
  const [isOpen, setOpen] = useState(compose.text !== '');
  const [isSaving, setSaving] = useState(false);
  const [error, setError] = useState<string>();
  const box = useRef<HTMLElement>(null);
  const refresh = useRefreshAround(subject);

  const change = (patch: Partial<Compose>) => {
    const next = { ...compose, ...patch };
    setCompose(next);
    setError(undefined);
    if (next.text || next.details) drafts.write(draftName, { ...next });
    else drafts.clear(draftName);
  };
  const choose = (kind: ComposeKind) => {
    change({ ...emptyCompose(kind), text: compose.text, details: compose.details });
    setOpen(true);
    requestAnimationFrame(() => box.current?.querySelector<HTMLElement>('input[type=text],textarea')?.focus());
  };
  useImperativeHandle(ref, () => ({ open: choose }));

  const close = () => {
    drafts.clear(draftName);
    setCompose(emptyCompose(compose.kind));
    setError(undefined);
    setOpen(false);
  };
  const save = async () => {
    if (!compose.text.trim()) {
      setError(t('common:errors.required', { label: textLabel }));
      return;
    }
    setSaving(true);
    try {
      const { resource, body } = requestOf(compose, subject, new Date());
      const saved = await api.post<{ id: string }>(`/${resource}`, body, { idempotencyKey: newIdempotencyKey() });
      notify(t(`compose:saved.${compose.kind}`), {
        tone: 'success',
        undo: async () => {
          await api.delete(`/${resource}/${saved.id}`);
          await refresh();
        },
      });
      close();
      await refresh();
    } catch (fault) {
      setError(describeError(fault, t));
    } finally {
      setSaving(false);
    }
  };

  const textLabel = t(compose.kind === 'note' ? 'compose:note' : 'compose:subject');
  return (
    <section
      ref={box}
      aria-label={t('compose:label')}
      className="rounded-xl border border-hairline bg-surface p-3 shadow-surface"
      onKeyDown={(event) => {
        if (combinationOf(event.nativeEvent) === 'Mod+Enter') {
          event.preventDefault();
          void save();
        }
      }}
    >
      <div role="group" aria-label={t('compose:kind')} className="mb-2 flex gap-0.5 sm:gap-1">
        {COMPOSE_KINDS.map((kind) => (
          <button
            key={kind}
            type="button"
            aria-pressed={isOpen && compose.kind === kind}
            onClick={() => choose(kind)}
            className={cn(
              'flex min-h-8 cursor-pointer items-center gap-1 rounded-lg px-2 text-xs pointer-coarse:min-h-11 sm:gap-1.5 sm:px-3 sm:text-sm [&_svg]:size-4',
              isOpen && compose.kind === kind
                ? 'bg-accent-soft font-medium text-accent-soft-foreground'
                : 'text-muted hover:bg-default hover:text-foreground',
            )}
          >
            <KindIcon kind={kind} />
            {t(`records:kinds.${kind}`)}
          </button>
        ))}
      </div>
      {!isOpen ? (
        <button
          type="button"
          onClick={() => choose(compose.kind)}
          className="flex min-h-10 w-full cursor-text items-center rounded-lg border border-border px-3 text-sm text-muted"
        >
          {t('compose:placeholder')}
        </button>
      ) : (
        <div className="flex flex-col gap-3">
          {compose.kind === 'note' ? (
            <>
              <TextArea
                label={textLabel}
                hideLabel
                value={compose.text}
                onChange={(text) => change({ text })}
                placeholder={t('compose:placeholder')}
                error={error}
              />
              <MentionPicker
                onPick={(id, name) =>
                  change({
                    text: `${compose.text}${compose.text && !compose.text.endsWith(' ') ? ' ' : ''}@${name} `,
                    mentions: [...compose.mentions, { type: 'user', id, name }],
                  })
                }
              />
            </>
          ) : (
            <>
              <Input
                label={textLabel}
                value={compose.text}
                onChange={(text) => change({ text })}
                placeholder={t(`compose:examples.${compose.kind}`)}
                error={error}
                maxLength={300}
                isRequired
              />
              <ActivityDetails compose={compose} onChange={change} />
            </>
          )}
          <div className="flex items-center gap-2">
            <Button variant="secondary" size="sm" onPress={() => void save()} isPending={isSaving}>
              {t('common:actions.save')}
            </Button>
            <Button variant="ghost" size="sm" onPress={close}>
              {t('common:actions.cancel')}
            </Button>
            <span className="ms-auto hidden text-2xs text-muted md:inline">{t('records:form.hint')}</span>
          </div>
        </div>
      )}
    </section>
  );
}
