import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '~/api/describe';
import { newIdempotencyKey } from '~/api/http';
import { ProblemError } from '~/api/problem';
import { type FieldInfo, type RecordTypeInfo, useLabel } from '~/api/record-types';
import { type RecordBase, useCreateRecord } from '~/api/records';
import { useMe } from '~/api/session';
import { sameValue } from '~/api/stale';
import { isVisible } from './condition';
import { bodyOf, fieldOfPath, initialValues, isBlank } from './form-fields';
import { drafts } from './draft';

export type FormValues = Record<string, unknown>;
export type FormErrors = Record<string, string>;

interface FormOptions {
  type: RecordTypeInfo;
  /** What is known before the reader types. */
  initial?: FormValues;
  onCreated: (record: RecordBase) => void;
}

/** State of a form for a new record: values with a draft, faults by field, and the save. */
export function useRecordForm({ type, initial, onCreated }: FormOptions) {
  const { t } = useTranslation(['records', 'common']);
  const label = useLabel();
  const create = useCreateRecord(type.resource);
  const start = useRef(initialValues(type, initial)).current;
  const [kept] = useState(() => drafts.read(type.name));
  const [values, setValues] = useState<FormValues>(() => ({ ...start, ...kept }));
  const [errors, setErrors] = useState<FormErrors>({});
  const [fault, setFault] = useState<string | null>(null);
  const [isRestored, setRestored] = useState(kept !== null);
  const attempt = useRef({ body: '', key: '' });

  useEffect(() => {
    const typed = Object.fromEntries(Object.entries(values).filter(([name, value]) => !sameValue(value, start[name])));
    if (Object.keys(typed).length === 0) drafts.clear(type.name);
    else drafts.write(type.name, typed);
  }, [values, start, type.name]);

  const set = (name: string, value: unknown) => {
    setValues((current) => ({ ...current, [name]: value }));
    setErrors(({ [name]: _gone, ...rest }) => rest);
  };

  const reset = () => {
    drafts.clear(type.name);
    setValues(start);
    setErrors({});
    setFault(null);
    setRestored(false);
  };

  const fail = (error: unknown) => {
    const found = error instanceof ProblemError ? error.errors : [];
    const byField = Object.fromEntries(found.map((item) => [fieldOfPath(item.path), item.message]));
    setErrors(byField);
    const isTold = found.some((item) => type.fields.some((field) => field.name === fieldOfPath(item.path)));
    setFault(isTold ? null : describeError(error, t));
  };

  const me = useMe();
  const isOpen = (field: FieldInfo) => isVisible(field, { fields: type.fields, values, userId: me?.user.id });

  const save = (): boolean => {
    const hidden = new Set(type.fields.filter((field) => !isOpen(field)).map((field) => field.name));
    const missing = type.fields.filter(
      (field) => field.required && !hidden.has(field.name) && !field.readonly && isBlank(values[field.name]),
    );
    if (missing.length > 0) {
      setErrors(
        Object.fromEntries(
          missing.map((field) => [field.name, t('common:errors.required', { label: label(field.label) })]),
        ),
      );
      return false;
    }
    setFault(null);
    // What was typed before a field went is not meant any more.
    const body = bodyOf(Object.fromEntries(Object.entries(values).filter(([name]) => !hidden.has(name))));
    const text = JSON.stringify(body);
    // The same content sent again, after a lost answer, must not make a second record.
    if (attempt.current.body !== text) attempt.current = { body: text, key: newIdempotencyKey() };
    create.mutate(
      { body, idempotencyKey: attempt.current.key },
      {
        onSuccess: (record) => {
          reset();
          onCreated(record);
        },
        onError: fail,
      },
    );
    return true;
  };

  return { values, set, isOpen, errors, fault, save, reset, isSaving: create.isPending, isRestored };
}
