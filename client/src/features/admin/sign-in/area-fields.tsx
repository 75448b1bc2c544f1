import { Plus, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from '~/ui/button';
import { Input, TextArea } from '~/ui/input';
import { NumberInput } from '~/ui/number-input';
import { MultiSelect, Select } from '~/ui/select';
import { Switch } from '~/ui/switch';
import { useChoices } from '../choices';
import type { Area } from './use-area';

interface AreaFieldProps {
  area: Area;
  name: string;
  className?: string;
}

/** Label, help and fault of a field; the words stand under `fields.<area>`. */
function useFrame({ area, name, className }: AreaFieldProps) {
  const { t } = useTranslation('admin');
  const key = `fields.${area.name}.${name}`;
  const error = area.faultOf(name);
  const help = t(`${key}Help`, { defaultValue: '' });
  return {
    label: t(key),
    ...(help !== '' && { help }),
    ...(error !== undefined && { error }),
    ...(className !== undefined && { className }),
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export function AreaText({ isLtr = false, ...props }: AreaFieldProps & { isLtr?: boolean }) {
  const { area, name } = props;
  return (
    <Input
      {...useFrame(props)}
      isLtr={isLtr}
      value={textOf(area.valueOf(name))}
      onChange={(value) => area.set(name, value)}
    />
  );
}

export function AreaNumber(props: AreaFieldProps) {
  const { area, name } = props;
  const value = area.valueOf(name);
  return (
    <NumberInput
      {...useFrame(props)}
      value={typeof value === 'number' ? String(value) : null}
      onChange={(typed) => area.set(name, typed === null ? null : Number(typed))}
    />
  );
}

export function AreaSwitch(props: AreaFieldProps) {
  const { area, name } = props;
  const { label, help } = useFrame(props);
  return (
    <div>
      <Switch isSelected={area.valueOf(name) === true} onChange={(value) => area.set(name, value)}>
        {label}
      </Switch>
      {help ? <p className="mt-1 text-xs text-muted">{help}</p> : null}
    </div>
  );
}

export function AreaChoice({ values, ...props }: AreaFieldProps & { values: readonly string[] }) {
  const { t } = useTranslation('admin');
  const { area, name } = props;
  return (
    <Select
      {...useFrame(props)}
      value={textOf(area.valueOf(name))}
      onChange={(value) => area.set(name, value)}
      options={values.map((value) => ({ value, label: t(`fields.${area.name}.${name}Values.${value}`) }))}
    />
  );
}

/** A secret: it is never shown; typing sets a new one. */
export function AreaSecret(props: AreaFieldProps) {
  const { t } = useTranslation('admin');
  const { area, name } = props;
  const frame = useFrame(props);
  return (
    <Input
      {...frame}
      type="password"
      autoComplete="off"
      isLtr
      help={frame.help ?? t(area.isSet(name) ? 'fields.secretSet' : 'fields.secretUnset')}
      value={textOf(area.valueOf(name))}
      onChange={(value) => area.set(name, value)}
    />
  );
}

/** A list of texts, one in each line. */
export function AreaLines(props: AreaFieldProps) {
  const { area, name } = props;
  const value = area.valueOf(name);
  return (
    <TextArea
      {...useFrame(props)}
      rows={3}
      value={Array.isArray(value) ? value.join('\n') : ''}
      onChange={(text) => area.set(name, text === '' ? [] : text.split('\n'))}
    />
  );
}

export function AreaLongText(props: AreaFieldProps) {
  const { area, name } = props;
  return (
    <TextArea
      {...useFrame(props)}
      rows={4}
      value={textOf(area.valueOf(name))}
      onChange={(value) => area.set(name, value)}
    />
  );
}

interface GroupRole {
  group: string;
  roleId: string;
}

/** What becomes of people who come from outside: new users, their roles and their branch. */
export function ExternalPeople({ area }: { area: Area }) {
  const { t } = useTranslation('admin');
  const roles = useChoices('roles');
  const units = useChoices('org-units');
  const list = (area.valueOf('groupRoles') ?? []) as GroupRole[];
  const defaults = (area.valueOf('defaultRoleIds') ?? []) as string[];
  const put = (index: number, entry: GroupRole) => area.set('groupRoles', list.with(index, entry));
  return (
    <>
      <AreaSwitch area={area} name="createUsers" />
      <div className="grid gap-4 sm:grid-cols-2">
        <MultiSelect
          label={t('fields.external.defaultRoleIds')}
          help={t('fields.external.defaultRoleIdsHelp')}
          value={defaults}
          onChange={(value) => area.set('defaultRoleIds', value)}
          options={roles}
          error={area.faultOf('defaultRoleIds')}
        />
        <Select
          label={t('fields.external.orgUnitId')}
          value={typeof area.valueOf('orgUnitId') === 'string' ? String(area.valueOf('orgUnitId')) : null}
          onChange={(value) => area.set('orgUnitId', value)}
          options={units}
          error={area.faultOf('orgUnitId')}
        />
      </div>
      <fieldset className="flex flex-col gap-2">
        <legend className="mb-1 text-xs font-medium">{t('fields.external.groupRoles')}</legend>
        <p className="text-xs text-muted">{t('fields.external.groupRolesHelp')}</p>
        {list.map((entry, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: entries have no name of their own, and are edited in place
          <div key={index} className="grid items-start gap-2 sm:grid-cols-[1fr_14rem_auto]">
            <Input
              label={t('fields.external.group')}
              hideLabel
              placeholder={t('fields.external.group')}
              isLtr
              value={entry.group}
              onChange={(group) => put(index, { ...entry, group })}
            />
            <Select
              label={t('fields.external.role')}
              hideLabel
              value={entry.roleId || null}
              onChange={(roleId) => put(index, { ...entry, roleId })}
              options={roles}
            />
            <IconButton
              label={t('fields.external.removeGroup')}
              onPress={() => area.set('groupRoles', list.toSpliced(index, 1))}
            >
              <Trash2 aria-hidden />
            </IconButton>
          </div>
        ))}
        {area.faultOf('groupRoles') ? (
          <p role="alert" className="text-xs text-danger-soft-foreground">
            {area.faultOf('groupRoles')}
          </p>
        ) : null}
        <Button
          size="sm"
          className="self-start"
          icon={<Plus aria-hidden />}
          onPress={() => area.set('groupRoles', [...list, { group: '', roleId: '' }])}
        >
          {t('fields.external.addGroup')}
        </Button>
      </fieldset>
    </>
  );
}
