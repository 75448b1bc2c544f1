import { useTranslation } from 'react-i18next';
import { useLabel, useRecordTypes } from '~/api/record-types';
import type { Scope } from '~/api/session';
import { cn } from '~/lib/cn';
import { ACTIONS, type Grant, SCOPES, scopeOf, withScope } from './role';

const ALL = '*';
const SETTINGS = ['setting', 'apiKey', 'customisation', 'audit', 'access', 'viewAs'];

interface RoleMatrixProps {
  grants: readonly Grant[];
  onChange: (grants: Grant[]) => void;
}

/** Record types down, actions across, and in each cell how far the role reaches. */
export function RoleMatrix({ grants, onChange }: RoleMatrixProps) {
  const { t } = useTranslation('admin');
  const label = useLabel();
  const types = useRecordTypes();
  const rows = [
    { name: ALL, label: t('everyType'), actions: ACTIONS as readonly string[] },
    ...types.map((type) => ({
      name: type.name,
      label: label({ fa: type.labels.fa.many, en: type.labels.en.many }),
      actions: ACTIONS.filter((action) => type.actions[action] !== false) as readonly string[],
    })),
    ...SETTINGS.map((name) => ({
      name,
      label: t(`subjects.${name}`),
      actions: ['view', 'create', 'edit', 'delete'] as readonly string[],
    })),
  ];
  return (
    <div className="max-h-[32rem] overflow-auto" role="region" aria-label={t('matrix')}>
      <table className="text-xs">
        <thead className="sticky top-0 z-10 bg-surface-secondary text-muted">
          <tr>
            <th scope="col" className="sticky start-0 bg-surface-secondary px-3 py-2 text-start font-medium">
              {t('recordType')}
            </th>
            <th scope="col" className="px-1 py-2 font-medium">
              {t('wholeRow')}
            </th>
            {ACTIONS.map((action) => (
              <th key={action} scope="col" className="px-1 py-2 font-medium whitespace-nowrap">
                {t(`actions.${action}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name} className="border-t border-hairline">
              <th
                scope="row"
                className="sticky start-0 min-w-36 bg-surface px-3 py-1 text-start font-medium whitespace-nowrap"
              >
                {row.label}
              </th>
              <td className="px-1 py-1">
                <ScopeSelect
                  label={t('rowOf', { type: row.label })}
                  value={sameScope(grants, row.name, row.actions)}
                  onChange={(scope) => onChange(withScope(grants, row.name, row.actions, scope))}
                />
              </td>
              {ACTIONS.map((action) => (
                <td key={action} className="px-1 py-1">
                  {row.actions.includes(action) ? (
                    <ScopeSelect
                      label={t('cellOf', { type: row.label, action: t(`actions.${action}`) })}
                      value={scopeOf(grants, row.name, action)}
                      onChange={(scope) => onChange(withScope(grants, row.name, [action], scope))}
                    />
                  ) : null}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The scope that all actions of a row share; undefined when they differ. */
function sameScope(grants: readonly Grant[], recordType: string, actions: readonly string[]): Scope | undefined {
  const scopes = new Set(actions.map((action) => scopeOf(grants, recordType, action)));
  return scopes.size === 1 ? [...scopes][0] : undefined;
}

interface ScopeSelectProps {
  label: string;
  value: Scope | undefined;
  onChange: (scope: Scope) => void;
}

/** The browser's own list: a matrix holds hundreds of them. */
function ScopeSelect({ label, value, onChange }: ScopeSelectProps) {
  const { t } = useTranslation('admin');
  return (
    <select
      aria-label={label}
      value={value ?? ''}
      onChange={(event) => {
        const scope = SCOPES.find((each) => each === event.target.value);
        if (scope) onChange(scope);
      }}
      className={cn(
        'h-8 w-24 cursor-pointer rounded-lg border border-border bg-surface px-1 text-2xs',
        value === undefined || value === 'none' ? 'text-muted' : 'font-medium text-foreground',
      )}
    >
      {value === undefined ? <option value="">{t('mixed')}</option> : null}
      {SCOPES.map((scope) => (
        <option key={scope} value={scope}>
          {t(`scopes.${scope}`)}
        </option>
      ))}
    </select>
  );
}
