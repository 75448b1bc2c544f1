import { useTranslation } from 'react-i18next';
import { useLabel, useRecordTypes } from '~/api/record-types';
import { ACTIONS, type FieldLimit, type Grant, SCOPES, scopeOf } from './role';

/** What a role lets its holders do, said in words: one line for each scope of each record type. */
export function RoleWords({ grants, fields }: { grants: readonly Grant[]; fields: readonly FieldLimit[] }) {
  const { t } = useTranslation('admin');
  const label = useLabel();
  const types = useRecordTypes();
  const rows = [
    { name: '*', text: t('everyType') },
    ...types.map((type) => ({
      name: type.name,
      text: label({ fa: type.labels.fa.many, en: type.labels.en.many }),
    })),
  ];
  const lines = rows.flatMap(({ name, text }) =>
    SCOPES.filter((scope) => scope !== 'none').flatMap((scope) => {
      const actions = ACTIONS.filter((action) => scopeOf(grants, name, action) === scope);
      if (actions.length === 0) return [];
      const list =
        actions.length === ACTIONS.length
          ? t('words.everything')
          : actions.map((action) => t(`actions.${action}`)).join('، ');
      return [
        {
          key: `${name}/${scope}`,
          text: t('words.line', { type: text, scope: t(`words.scopes.${scope}`), actions: list }),
        },
      ];
    }),
  );
  const limits = fields.flatMap((limit) => {
    const type = types.find((each) => each.name === limit.recordType);
    const field = type?.fields.find((each) => each.name === limit.field);
    return type && field && limit.level !== 'write'
      ? [
          {
            key: `${limit.recordType}/${limit.field}`,
            text: t(`words.${limit.level}`, {
              field: label(field.label),
              type: label({ fa: type.labels.fa.many, en: type.labels.en.many }),
            }),
          },
        ]
      : [];
  });
  if (lines.length === 0) return <p className="text-sm text-muted">{t('words.nothing')}</p>;
  return (
    <ul className="flex list-disc flex-col gap-1 ps-5 text-sm">
      {[...lines, ...limits].map(({ key, text }) => (
        <li key={key}>{text}</li>
      ))}
    </ul>
  );
}
