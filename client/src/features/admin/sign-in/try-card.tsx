import { useMutation } from '@tanstack/react-query';
import type { FormEvent, ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '~/api/describe';
import { api } from '~/api/http';
import { Button } from '~/ui/button';
import { Card } from '~/ui/card';
import { Input } from '~/ui/input';

interface TryCardProps<T> {
  title: string;
  text: string;
  /** Label of what is typed for the test. */
  label: string;
  isNeeded?: boolean;
  action: string;
  path: string;
  bodyOf: (typed: string) => object;
  /** What a good test says. */
  children: (answer: T) => ReactNode;
}

/** Tries saved settings at once, and says what came of it in plain words. */
export function TryCard<T>({ title, text, label, isNeeded, action, path, bodyOf, children }: TryCardProps<T>) {
  const { t } = useTranslation(['admin', 'common']);
  const [typed, setTyped] = useState('');
  const test = useMutation({ mutationFn: () => api.post<T>(path, bodyOf(typed.trim())) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    test.mutate();
  };
  return (
    <Card title={title} className="mt-4 max-w-3xl">
      <p className="mb-4 text-sm text-muted">{text}</p>
      <form onSubmit={submit} className="flex flex-wrap items-end gap-2">
        <Input label={label} isLtr value={typed} onChange={setTyped} className="w-72 max-w-full" />
        <Button type="submit" isPending={test.isPending} isDisabled={isNeeded === true && typed.trim() === ''}>
          {action}
        </Button>
      </form>
      {test.error ? (
        <p role="alert" className="mt-3 rounded-lg bg-danger-soft px-3 py-2 text-sm text-danger-soft-foreground">
          {describeError(test.error, t)}
        </p>
      ) : null}
      {test.data ? (
        <div role="status" className="mt-3 rounded-lg bg-success-soft px-3 py-2 text-sm text-success-soft-foreground">
          {children(test.data)}
        </div>
      ) : null}
    </Card>
  );
}
