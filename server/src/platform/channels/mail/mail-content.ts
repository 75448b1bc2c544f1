import type { Locale } from '../../context/request-context.js';

/** A part of a message. Texts are plain: nothing in them is taken for HTML. */
export type MailBlock =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'button'; readonly text: string; readonly url: string }
  | {
      readonly kind: 'list';
      readonly title?: string;
      readonly items: readonly { readonly text: string; readonly note?: string; readonly url?: string }[];
    };

/** A message as its writer sees it: words in one language, and where they lead. */
export interface MailContent {
  readonly locale: Locale;
  readonly subject: string;
  readonly blocks: readonly MailBlock[];
  /** Why the reader gets this, in small print at the end. */
  readonly footer?: string;
}

/** The same as it travels. */
export interface RenderedMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const FONT = `font-family:Vazirmatn,Tahoma,'Segoe UI',sans-serif`;

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] as string);
}

/** Only addresses of screens: nothing that runs. */
function safeUrl(url: string): string {
  return /^https?:\/\//i.test(url) ? escaped(url) : '#';
}

function lines(text: string): string {
  return escaped(text).replaceAll('\n', '<br>');
}

function blockHtml(block: MailBlock): string {
  if (block.kind === 'text') return `<p style="margin:0 0 16px">${lines(block.text)}</p>`;
  if (block.kind === 'button')
    return `<p style="margin:24px 0"><a href="${safeUrl(block.url)}" style="background:#1f5eff;color:#ffffff;text-decoration:none;padding:12px 24px;border-radius:8px;display:inline-block">${escaped(block.text)}</a></p><p dir="ltr" style="margin:0 0 16px;font-size:12px;color:#667085;word-break:break-all">${escaped(block.url)}</p>`;
  const title = block.title ? `<h2 style="font-size:15px;margin:16px 0 8px">${escaped(block.title)}</h2>` : '';
  const items = block.items.map(({ text, note, url }) => {
    const name = url ? `<a href="${safeUrl(url)}" style="color:#1f5eff">${escaped(text)}</a>` : escaped(text);
    return `<li style="margin:0 0 8px">${name}${note ? `<br><span style="color:#667085;font-size:13px">${lines(note)}</span>` : ''}</li>`;
  });
  return `${title}<ul style="margin:0 0 16px;padding-inline-start:20px">${items.join('')}</ul>`;
}

function blockText(block: MailBlock): string {
  if (block.kind === 'text') return block.text;
  if (block.kind === 'button') return `${block.text}:\n${block.url}`;
  const items = block.items.map(({ text, note, url }) => [`• ${text}`, note, url].filter(Boolean).join('\n  '));
  return [block.title, ...items].filter(Boolean).join('\n');
}

/** One line without signs that could end a header. */
function oneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
  return text
    .replace(/[\u0000-\u001f\u007f\u2028\u2029]+/g, ' ')
    .trim()
    .slice(0, 200);
}

/** Makes the text and the HTML of a message, right to left where the language is. */
export function renderMail({ locale, subject, blocks, footer }: MailContent): RenderedMail {
  const dir = locale === 'fa' ? 'rtl' : 'ltr';
  const align = locale === 'fa' ? 'right' : 'left';
  const line = oneLine(subject);
  const small = footer
    ? `<p style="margin:24px 0 0;padding-top:16px;border-top:1px solid #e4e7ec;font-size:12px;color:#667085">${lines(footer)}</p>`
    : '';
  return {
    subject: line,
    text: `${[...blocks.map(blockText), ...(footer ? [`—\n${footer}`] : [])].join('\n\n')}\n`,
    html: `<!doctype html>
<html lang="${locale}" dir="${dir}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(line)}</title></head>
<body dir="${dir}" style="margin:0;background:#f2f4f7;${FONT}"><table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px;background:#ffffff;border-radius:12px"><tr><td dir="${dir}" style="padding:24px;text-align:${align};font-size:15px;line-height:1.9;color:#101828;${FONT}">
<h1 style="font-size:18px;margin:0 0 16px">${escaped(line)}</h1>
${blocks.map(blockHtml).join('\n')}
${small}
</td></tr></table></td></tr></table></body></html>
`,
  };
}
