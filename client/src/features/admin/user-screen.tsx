import { useNavigate, useParams } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type RecordTypeInfo, useLabel, useRecordType } from '~/api/record-types';
import { type RecordBase, useRecord } from '~/api/records';
import { Page } from '~/app/page';
import { Button, LinkButton } from '~/ui/button';
import { Card } from '~/ui/card';
import { FieldInput } from '~/ui/field-input';
import { Input } from '~/ui/input';
import { MultiSelect, Select } from '~/ui/select';
import { SkeletonBlock } from '~/ui/skeleton';
import { ErrorState } from '~/ui/states';
import { UserAccessCard } from './access/user-access-card';
import { AdminNav } from './admin-nav';
import { useChoices } from './choices';
import { useSave } from './use-save';
import { UserSignIn } from './user-sign-in';

/** Fields drawn from the registry, in this order. */
const PLAIN = ['fullName', 'username', 'email', 'mobile', 'jobTitle', 'kind', 'active'];
const FIXED = new Set(['kind']);

/** A new user, or one that is there: who they are, what they may do and how they sign in. */
export function UserScreen() {
  const { t } = useTranslation('admin');
  const { id } = useParams({ strict: false }) as { id: string };
  const isNew = id === 'new';
  const type = useRecordType('user');
  const { data, error, refetch } = useRecord('users', isNew ? undefined : id);
  return (
    <Page
      title={isNew ? t('newUser') : String(data?.fullName ?? t('user'))}
      aside={<AdminNav />}
      actions={
        isNew ? undefined : (
          <LinkButton to="/operations/handover" search={{ user: id }}>
            {t('handOver')}
          </LinkButton>
        )
      }
    >
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {!error && (!type || (!isNew && !data)) ? <SkeletonBlock className="h-96 rounded-xl" /> : null}
      {type && (isNew || data) ? <UserForm key={data?.version ?? 'new'} type={type} user={data} /> : null}
      {data ? (
        <div className="mt-4 flex max-w-3xl flex-col gap-4">
          {data.kind === 'integration' ? null : <UserSignIn userId={data.id} name={String(data.fullName ?? '')} />}
          <UserAccessCard userId={data.id} />
        </div>
      ) : null}
    </Page>
  );
}

function UserForm({ type, user }: { type: RecordTypeInfo; user: RecordBase | undefined }) {
  const { t } = useTranslation(['admin', 'common']);
  const label = useLabel();
  const navigate = useNavigate();
  const { save, isSaving, fault, faultOf } = useSave('users');
  const roles = useChoices('roles');
  const teams = useChoices('teams');
  const units = useChoices('org-units');
  const [changes, setChanges] = useState<Record<string, unknown>>({});
  const [password, setPassword] = useState('');
  const valueOf = (name: string) =>
    name in changes ? changes[name] : (user?.[name] ?? type.fields.find((field) => field.name === name)?.default);
  const listOf = (name: string) => (Array.isArray(valueOf(name)) ? (valueOf(name) as unknown[]).map(String) : []);
  const set = (name: string, value: unknown) => setChanges((current) => ({ ...current, [name]: value }));
  const labelOf = (name: string) => label(type.fields.find((field) => field.name === name)?.label);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const saved = await save(user, { ...changes, ...(password ? { password } : {}) });
    if (saved && !user) void navigate({ to: '/admin/users/$id', params: { id: saved.id }, replace: true });
  };

  return (
    <form onSubmit={(event) => void submit(event)} className="flex max-w-3xl flex-col gap-4">
      <Card title={t('admin:who')}>
        <div className="grid gap-4 sm:grid-cols-2">
          {PLAIN.map((name) => {
            const field = type.fields.find((each) => each.name === name);
            if (!field || (user && FIXED.has(name))) return null;
            return (
              <FieldInput
                key={name}
                field={field}
                recordType="user"
                value={valueOf(name)}
                onChange={(value) => set(name, value)}
                error={faultOf(name)}
              />
            );
          })}
        </div>
      </Card>
      <Card title={t('admin:rights')}>
        <div className="grid gap-4 sm:grid-cols-2">
          <MultiSelect
            label={labelOf('roleIds')}
            value={listOf('roleIds')}
            onChange={(value) => set('roleIds', value)}
            options={roles}
            error={faultOf('roleIds')}
          />
          <MultiSelect
            label={labelOf('teamIds')}
            value={listOf('teamIds')}
            onChange={(value) => set('teamIds', value)}
            options={teams}
            error={faultOf('teamIds')}
          />
          <Select
            label={t('admin:branch')}
            value={typeof valueOf('orgUnitId') === 'string' ? String(valueOf('orgUnitId')) : null}
            onChange={(value) => set('orgUnitId', value)}
            options={units}
            error={faultOf('orgUnitId')}
          />
        </div>
      </Card>
      {valueOf('kind') === 'integration' ? null : (
        <Card title={t('admin:signIn')}>
          <Input
            type="password"
            autoComplete="new-password"
            label={user ? t('admin:newPassword') : t('admin:password')}
            help={t('admin:passwordHelp')}
            isLtr
            className="max-w-sm"
            value={password}
            onChange={setPassword}
            error={faultOf('password')}
          />
        </Card>
      )}
      {fault ? (
        <p role="alert" className="text-sm text-danger-soft-foreground">
          {fault}
        </p>
      ) : null}
      <Button type="submit" variant="primary" className="self-start" isPending={isSaving}>
        {t('common:actions.save')}
      </Button>
    </form>
  );
}
