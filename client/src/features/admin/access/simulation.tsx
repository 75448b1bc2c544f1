import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { SimulateAnswer } from '~/api/generated';
import { api } from '~/api/http';
import { fieldOf, useLabel, useRecordTypes } from '~/api/record-types';
import { formatNumber } from '~/lib/format';
import { Button } from '~/ui/button';
import { Dialog } from '~/ui/dialog';
import { SkeletonText } from '~/ui/skeleton';
import { ErrorState } from '~/ui/states';
import { UserText } from '~/ui/text';
import type { FieldLimit, Grant } from '../role';

interface SimulationProps {
  roleId: string;
  grants: readonly Grant[];
  fields: readonly FieldLimit[];
  isSaving: boolean;
  onSave: () => void;
  onClose: () => void;
}

const CAP = 10_000;
const SHOWN_NAMES = 3;

/** Before a role is saved: what its holders would see in addition and no longer. */
export default function Simulation({ roleId, grants, fields, isSaving, onSave, onClose }: SimulationProps) {
  const { t } = useTranslation(['access', 'common']);
  const { data, error, refetch } = useQuery({
    queryKey: ['access', 'simulate', roleId, grants, fields],
    queryFn: ({ signal }) => api.post<SimulateAnswer>('/access/simulate', { roleId, grants, fields }, { signal }),
    retry: false,
    gcTime: 0,
  });
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      size="xl"
      title={t('access:simulation.title')}
      footer={
        <>
          <Button variant="primary" isPending={isSaving} isDisabled={!data} onPress={onSave}>
            {t('access:simulation.save')}
          </Button>
          <Button onPress={onClose}>{t('access:simulation.back')}</Button>
        </>
      }
    >
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <SkeletonText lines={5} /> : null}
      {data ? <Outcome answer={data} /> : null}
    </Dialog>
  );
}

function Outcome({ answer }: { answer: SimulateAnswer }) {
  const { t } = useTranslation(['access', 'admin']);
  const label = useLabel();
  const types = useRecordTypes();
  const typeOf = (name: string) => types.find((each) => each.name === name);
  const many = (name: string) => {
    const type = typeOf(name);
    return type ? label({ fa: type.labels.fa.many, en: type.labels.en.many }) : name;
  };
  const names = (users: readonly string[]) =>
    users.length <= SHOWN_NAMES
      ? users.join('، ')
      : t('access:simulation.andMore', {
          names: users.slice(0, SHOWN_NAMES).join('، '),
          count: users.length - SHOWN_NAMES,
        });
  const count = (n: number) => (n > CAP ? t('access:simulation.many', { number: formatNumber(CAP) }) : formatNumber(n));
  const isNothing = answer.reaches.length + answer.fields.length + answer.actions.length === 0;
  return (
    <div className="flex flex-col gap-5 text-sm">
      <p>
        {t('access:simulation.holders', { count: answer.holders })}
        {answer.hiddenHolders > 0 ? ` ${t('access:simulation.hidden', { count: answer.hiddenHolders })}` : ''}
        {isNothing ? ` ${t('access:simulation.nothing')}` : ''}
      </p>
      {answer.reaches.length > 0 ? (
        <div className="overflow-x-auto" role="region" aria-label={t('access:simulation.reaches')}>
          <table className="w-full text-start">
            <thead className="text-xs text-muted">
              <tr>
                {(['user', 'type', 'gained', 'lost', 'examples'] as const).map((name) => (
                  <th key={name} scope="col" className="px-2 py-1.5 text-start font-medium whitespace-nowrap">
                    {t(`access:simulation.${name}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {answer.reaches.map((reach) => (
                <tr key={`${reach.userId}/${reach.recordType}`} className="border-t border-hairline align-top">
                  <th scope="row" className="px-2 py-1.5 text-start font-medium">
                    <UserText>{reach.userName}</UserText>
                  </th>
                  <td className="px-2 py-1.5">{many(reach.recordType)}</td>
                  <td className="px-2 py-1.5 text-success-soft-foreground">
                    {reach.gained > 0 ? count(reach.gained) : '—'}
                  </td>
                  <td className="px-2 py-1.5 text-danger-soft-foreground">
                    {reach.lost > 0 ? count(reach.lost) : '—'}
                  </td>
                  <td className="px-2 py-1.5 text-xs text-muted">
                    {[...reach.gainedExamples, ...reach.lostExamples]
                      .slice(0, SHOWN_NAMES)
                      .map(({ title }) => title ?? '—')
                      .join('، ')}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      {answer.fields.length > 0 ? (
        <section>
          <h3 className="mb-1 font-bold">{t('access:simulation.fields')}</h3>
          <ul className="flex list-disc flex-col gap-1 ps-5">
            {answer.fields.map((field) => (
              <li key={`${field.recordType}/${field.field}/${field.from}/${field.to}`}>
                {t('access:simulation.field', {
                  field: label(fieldOf(typeOf(field.recordType), field.field)?.label) || field.field,
                  type: many(field.recordType),
                  from: t(`admin:levels.${field.from}`),
                  to: t(`admin:levels.${field.to}`),
                  names: names(field.users),
                })}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {answer.actions.length > 0 ? (
        <section>
          <h3 className="mb-1 font-bold">{t('access:simulation.actions')}</h3>
          <ul className="flex list-disc flex-col gap-1 ps-5">
            {answer.actions.map((action) => (
              <li key={`${action.recordType}/${action.action}/${action.from}/${action.to}`}>
                {t('access:simulation.action', {
                  action: t(`admin:actions.${action.action}`),
                  type: many(action.recordType),
                  from: t(`admin:scopes.${action.from}`),
                  to: t(`admin:scopes.${action.to}`),
                  names: names(action.users),
                })}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {answer.complete ? null : <p className="text-muted">{t('access:simulation.incomplete')}</p>}
    </div>
  );
}
