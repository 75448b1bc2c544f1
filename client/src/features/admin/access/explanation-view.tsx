import { CircleCheck, CircleX } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldOf, useLabel, useRecordType } from '~/api/record-types';
import { formatInstantNear } from '~/lib/format';
import { Chip } from '~/ui/chip';
import type { Explanation } from './explanation';

/** An explanation in sentences: the answer, then each way that leads to it, then what would help. */
export function ExplanationView({ answer }: { answer: Explanation }) {
  const { t } = useTranslation(['access', 'admin']);
  const label = useLabel();
  const type = useRecordType(answer.recordType);
  const parentType = useRecordType(answer.parent?.recordType ?? '');
  const one = type ? label({ fa: type.labels.fa.one, en: type.labels.en.one }) : answer.recordType;
  const parentOne = parentType ? label({ fa: parentType.labels.fa.one, en: parentType.labels.en.one }) : '';
  const action = t(`admin:actions.${answer.action}`);
  const name = answer.user.fullName;
  const values = { name, action, type: one };
  const scopeOf = (scope: string) => t(`admin:scopes.${scope}`);
  const ways: ReactNode[] = [
    ...answer.roles.map((role) =>
      t(role.via ? `access:role.${role.via}` : 'access:role.type', {
        role: role.roleName,
        scope: scopeOf(role.scope),
        ...values,
      }),
    ),
    ...answer.shares.map((share) =>
      [
        t(share.holder === 'team' ? 'access:sharedTeam' : 'access:shared', { team: share.teamName ?? '' }),
        share.endsAt ? t('access:until', { at: formatInstantNear(share.endsAt) }) : '',
        share.reason ? t('access:reason', { reason: share.reason }) : '',
      ].join(''),
    ),
    ...(answer.asCreator ? [t('access:creator')] : []),
    ...(answer.asGuest ? [t('access:guest')] : []),
    ...(answer.parent && answer.action === 'view'
      ? [
          t(answer.parent.visible ? 'access:parentSeen' : 'access:parentNotSeen', {
            title: answer.parent.title ?? '—',
            type: parentOne,
          }),
        ]
      : []),
  ];
  return (
    <div className="flex flex-col gap-5 text-sm">
      <p className="flex items-start gap-2 text-base font-bold">
        {answer.allowed ? (
          <CircleCheck aria-hidden className="mt-1 size-5 shrink-0 text-success" />
        ) : (
          <CircleX aria-hidden className="mt-1 size-5 shrink-0 text-danger" />
        )}
        {t(
          answer.recordId
            ? answer.allowed
              ? 'access:yes'
              : 'access:no'
            : answer.allowed
              ? 'access:yesType'
              : 'access:noType',
          values,
        )}
      </p>
      {answer.missing ? <p>{t(`access:missing.${answer.missing}`, values)}</p> : null}
      {ways.length > 0 ? <Part title={t(answer.allowed ? 'access:because' : 'access:ways')}>{ways}</Part> : null}
      {answer.shortRoles.length > 0 ? (
        <Part title={t('access:short')}>
          {answer.shortRoles.map((role) =>
            t('access:role.short', { role: role.roleName, scope: scopeOf(role.scope), ...values }),
          )}
        </Part>
      ) : null}
      {answer.wouldGive.length > 0 ? (
        <Part title={t('access:would')}>
          {answer.wouldGive.map((role) => t('access:role.would', { role: role.roleName, scope: scopeOf(role.scope) }))}
        </Part>
      ) : null}
      {!answer.allowed && answer.recordId && type?.shareable ? (
        <p className="text-muted">{t('access:orShare')}</p>
      ) : null}
      {answer.fieldAccess && answer.field ? (
        <section>
          <h3 className="mb-2 flex flex-wrap items-center gap-2 font-bold">
            {t('access:fieldIs', { field: label(fieldOf(type, answer.field)?.label) || answer.field, name })}
            <Chip tone={answer.fieldAccess.level === 'write' ? 'success' : 'warning'}>
              {t(`admin:levels.${answer.fieldAccess.level}`)}
            </Chip>
          </h3>
          <ul className="flex list-disc flex-col gap-1 ps-5">
            {answer.fieldAccess.roles.map((role) => (
              <li key={`${role.roleId}/${role.field}`}>
                {t(role.field === answer.field ? 'access:fieldRole' : 'access:fieldFollows', {
                  role: role.roleName,
                  level: t(`admin:levels.${role.level}`),
                  other: label(fieldOf(type, role.field)?.label) || role.field,
                })}
              </li>
            ))}
          </ul>
          <p className="mt-2 text-xs text-muted">{t('access:fieldRule')}</p>
        </section>
      ) : null}
    </div>
  );
}

function Part({ title, children }: { title: string; children: readonly ReactNode[] }) {
  return (
    <section>
      <h3 className="mb-1 font-bold">{title}</h3>
      <ul className="flex list-disc flex-col gap-1 ps-5">
        {children.map((child, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: sentences of one answer, never reordered
          <li key={index}>{child}</li>
        ))}
      </ul>
    </section>
  );
}
