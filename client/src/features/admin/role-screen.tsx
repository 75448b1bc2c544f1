import { useNavigate, useParams } from '@tanstack/react-router';
import { Trash2 } from 'lucide-react';
import { type FormEvent, lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRecord } from '~/api/records';
import { useRemoveWithUndo } from '~/api/undo';
import { Page } from '~/app/page';
import { Button } from '~/ui/button';
import { Card } from '~/ui/card';
import { Input } from '~/ui/input';
import { SkeletonBlock } from '~/ui/skeleton';
import { Switch } from '~/ui/switch';
import { ErrorState } from '~/ui/states';
import { AdminNav } from './admin-nav';
import { FieldLimits } from './field-limits';
import type { FieldLimit, Grant, Role } from './role';
import { RoleMatrix } from './role-matrix';
import { RoleWords } from './role-words';
import { useSave } from './use-save';

const Simulation = lazy(() => import('./access/simulation'));

/** A new role, or one that is there: how far its holders reach, and which fields are kept from them. */
export function RoleScreen() {
  const { t } = useTranslation('admin');
  const { id } = useParams({ strict: false }) as { id: string };
  const isNew = id === 'new';
  const { data, error, refetch } = useRecord<Role>('roles', isNew ? undefined : id);
  return (
    <Page title={isNew ? t('newRole') : (data?.name ?? t('role'))} aside={<AdminNav />}>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {!error && !isNew && !data ? <SkeletonBlock className="h-96 rounded-xl" /> : null}
      {isNew || data ? <RoleForm key={data?.version ?? 'new'} role={data} /> : null}
    </Page>
  );
}

function RoleForm({ role }: { role: Role | undefined }) {
  const { t } = useTranslation(['admin', 'common']);
  const navigate = useNavigate();
  const { save, isSaving, fault, faultOf } = useSave('roles');
  const remove = useRemoveWithUndo<Role>('roles', (each) => each.name);
  const [name, setName] = useState(role?.name ?? '');
  const [description, setDescription] = useState(role?.description ?? '');
  const [grants, setGrants] = useState<Grant[]>(role?.grants ?? []);
  const [isSimulating, setSimulating] = useState(false);
  const [fields, setFields] = useState<FieldLimit[]>(role?.fields ?? []);
  const [requiresTwoFactor, setTwoFactor] = useState(role?.requiresTwoFactor ?? false);

  const changesRights =
    role !== undefined && JSON.stringify([grants, fields]) !== JSON.stringify([role.grants, role.fields]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (changesRights) setSimulating(true);
    else void keep();
  };
  const keep = async () => {
    const saved = await save(role, { name, description: description || null, grants, fields, requiresTwoFactor });
    setSimulating(false);
    if (saved && !role) void navigate({ to: '/admin/roles/$id', params: { id: saved.id }, replace: true });
  };

  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <Card>
        <div className="grid gap-4 sm:grid-cols-2">
          <Input label={t('admin:roleName')} isRequired value={name} onChange={setName} error={faultOf('name')} />
          <Input label={t('admin:description')} value={description} onChange={setDescription} />
        </div>
        <Switch isSelected={requiresTwoFactor} onChange={setTwoFactor} className="mt-4">
          {t('admin:requiresTwoFactor')}
        </Switch>
        <p className="mt-1 text-xs text-muted">{t('admin:requiresTwoFactorHelp')}</p>
      </Card>
      <Card title={t('admin:words.title')}>
        <RoleWords grants={grants} fields={fields} />
      </Card>
      <Card title={t('admin:matrix')} isFlush>
        <p className="px-4 pb-2 text-xs text-muted">{t('admin:matrixHelp')}</p>
        <RoleMatrix grants={grants} onChange={setGrants} />
      </Card>
      <Card title={t('admin:limits')}>
        <FieldLimits limits={fields} onChange={setFields} />
      </Card>
      {fault ? (
        <p role="alert" className="text-sm text-danger-soft-foreground">
          {fault}
        </p>
      ) : null}
      {role && isSimulating ? (
        <Suspense fallback={null}>
          <Simulation
            roleId={role.id}
            grants={grants}
            fields={fields}
            isSaving={isSaving}
            onSave={() => void keep()}
            onClose={() => setSimulating(false)}
          />
        </Suspense>
      ) : null}
      <div className="flex gap-2">
        <Button type="submit" variant="primary" isPending={isSaving}>
          {changesRights ? t('admin:reviewAndSave') : t('common:actions.save')}
        </Button>
        {role && !role.builtin ? (
          <Button
            variant="dangerSoft"
            icon={<Trash2 aria-hidden />}
            onPress={() => {
              remove([role]);
              void navigate({ to: '/admin/roles' });
            }}
          >
            {t('common:actions.delete')}
          </Button>
        ) : null}
      </div>
    </form>
  );
}
