/** Somebody named in a text that is being written: the name as it stands there, and whom it means. */
export interface Mention {
  type: 'user' | 'team';
  id: string;
  name: string;
}

/** The text with `@[user id]` and `@[team:team id]` in place of the names of those who are to hear of it. */
export function withMentions(text: string, mentions: readonly Mention[]): string {
  return [...mentions]
    .sort((a, b) => b.name.length - a.name.length)
    .reduce(
      (result, { type, id, name }) => result.replaceAll(`@${name}`, type === 'team' ? `@[team:${id}]` : `@[${id}]`),
      text,
    );
}

/** The text as one edits it: names in place of ids. */
export function withNames(text: string, mentions: readonly Mention[]): string {
  return mentions.reduce(
    (result, { type, id, name }) => result.replaceAll(type === 'team' ? `@[team:${id}]` : `@[${id}]`, `@${name}`),
    text,
  );
}

const TOKEN = /@\[((?:team:)?[0-9a-f-]{36})\]/gi;

/** A part of a text: plain words, or somebody whom it names; without a name when the reader may not know it. */
export type TextPart =
  | { text: string; mention?: undefined }
  | { mention: { type: 'user' | 'team'; id: string; name: string | undefined } };

export function partsOf(text: string, mentions: readonly Mention[]): TextPart[] {
  return text.split(TOKEN).flatMap((part, index): TextPart[] => {
    // A split by one group gives text and ids by turns.
    if (index % 2 === 0) return part === '' ? [] : [{ text: part }];
    const id = part.replace(/^team:/i, '').toLowerCase();
    const type = /^team:/i.test(part) ? 'team' : 'user';
    return [{ mention: { type, id, name: mentions.find((known) => known.id === id)?.name } }];
  });
}

/** The word after the last `@` before the caret, while it is being written; undefined when no name is. */
export function mentionQuery(textBeforeCaret: string): string | undefined {
  return /(?:^|\s)@([^\s@]{0,40}(?: [^\s@]{0,40})?)$/u.exec(textBeforeCaret)?.[1];
}
