import { Paperclip, SendHorizontal, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '~/api/describe';
import { api, newIdempotencyKey } from '~/api/http';
import { combinationOf } from '~/lib/keyboard';
import { Button, IconButton } from '~/ui/button';
import { TextArea } from '~/ui/input';
import { drafts } from '../form/draft';
import { uploadFile } from '../files/upload';
import { type Comment, type Place, useRefreshComments } from './comment';
import { MentionOptions } from './mention-options';
import { type Mention, mentionQuery, withMentions, withNames } from './mention-text';

interface CommentBoxProps {
  place: Place;
  /** The comment that is answered. */
  replyTo?: Comment;
  /** The comment that is changed. */
  edited?: Comment;
  label: string;
  placeholder?: string;
  autoFocus?: boolean;
  onDone?: () => void;
}

/** Writes a comment, an answer, or changes one. `@` names a colleague; Ctrl+Enter sends; a draft survives a reload. */
export function CommentBox({ place, replyTo, edited, label, placeholder, autoFocus, onDone }: CommentBoxProps) {
  const { t } = useTranslation(['comments', 'common']);
  const draftName = `comment.${edited?.id ?? replyTo?.id ?? place.id}`;
  const draft = drafts.read(draftName) as { text?: string; mentions?: Mention[] } | undefined;
  const [text, setText] = useState(draft?.text ?? (edited ? withNames(edited.body ?? '', edited.mentions) : ''));
  const [mentions, setMentions] = useState<Mention[]>(draft?.mentions ?? edited?.mentions ?? []);
  const [files, setFiles] = useState<Array<{ id: string; name: string }>>([]);
  const [isSending, setSending] = useState(false);
  const [error, setError] = useState<string>();
  const refresh = useRefreshComments(place);
  const box = useRef<HTMLElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const query = mentionQuery(text);

  const write = (next: string, named = mentions) => {
    setText(next);
    setMentions(named);
    setError(undefined);
    if (next) drafts.write(draftName, { text: next, mentions: named });
    else drafts.clear(draftName);
  };
  const pick = (mention: Mention) => {
    write(`${text.slice(0, text.length - (query?.length ?? 0))}${mention.name} `, [...mentions, mention]);
    box.current?.querySelector('textarea')?.focus();
  };
  const attach = async (chosen: FileList | null) => {
    for (const file of chosen ?? []) {
      try {
        const { id } = await uploadFile(file, { type: place.type, id: place.id }, () => undefined).done;
        setFiles((before) => [...before, { id, name: file.name }]);
      } catch (fault) {
        setError(describeError(fault, t));
      }
    }
  };
  const send = async () => {
    if (text.trim() === '' || isSending) return;
    setSending(true);
    const body = withMentions(text.trim(), mentions);
    try {
      if (edited) await api.patch(`/notes/${edited.id}`, { body }, { ifMatch: edited.version });
      else
        await api.post(
          '/notes',
          {
            about: { type: place.type, id: place.id },
            body,
            ...(replyTo ? { replyToId: replyTo.id } : {}),
            ...(files.length > 0 ? { fileIds: files.map(({ id }) => id) } : {}),
          },
          { idempotencyKey: newIdempotencyKey() },
        );
      drafts.clear(draftName);
      setText('');
      setMentions([]);
      setFiles([]);
      await refresh();
      onDone?.();
    } catch (fault) {
      setError(describeError(fault, t));
    } finally {
      setSending(false);
    }
  };

  return (
    <section
      ref={box}
      aria-label={label}
      className="flex flex-col gap-2"
      onKeyDown={(event) => {
        if (combinationOf(event.nativeEvent) === 'Mod+Enter') {
          event.preventDefault();
          void send();
        }
      }}
    >
      <TextArea
        label={label}
        hideLabel
        rows={replyTo || edited ? 2 : 3}
        value={text}
        onChange={(next) => write(next)}
        placeholder={placeholder ?? t('placeholder')}
        error={error}
        autoFocus={autoFocus ?? false}
        maxLength={10_000}
      />
      {query !== undefined ? <MentionOptions place={place} query={query} onPick={pick} /> : null}
      {files.map((file) => (
        <span key={file.id} className="flex items-center gap-2 text-xs">
          <Paperclip aria-hidden className="size-3.5 text-muted" />
          <span dir="auto" className="truncate">
            {file.name}
          </span>
          <IconButton
            size="sm"
            label={t('removeFile', { name: file.name })}
            onPress={() => setFiles(files.filter(({ id }) => id !== file.id))}
          >
            <X aria-hidden />
          </IconButton>
        </span>
      ))}
      <div className="flex items-center gap-2">
        <Button
          size="sm"
          variant="secondary"
          isPending={isSending}
          icon={<SendHorizontal aria-hidden className="rtl:-scale-x-100" />}
          onPress={() => void send()}
        >
          {edited ? t('common:actions.save') : t('send')}
        </Button>
        {onDone ? (
          <Button
            size="sm"
            variant="ghost"
            onPress={() => {
              drafts.clear(draftName);
              onDone();
            }}
          >
            {t('common:actions.cancel')}
          </Button>
        ) : null}
        {edited ? null : (
          <>
            <IconButton size="sm" variant="ghost" label={t('attach')} onPress={() => picker.current?.click()}>
              <Paperclip aria-hidden />
            </IconButton>
            <input
              ref={picker}
              type="file"
              multiple
              hidden
              aria-label={t('attach')}
              onChange={(event) => void attach(event.currentTarget.files)}
            />
          </>
        )}
        <span className="ms-auto hidden text-2xs text-muted md:inline">{t('hint')}</span>
      </div>
    </section>
  );
}
