import { Fragment, lazy, Suspense } from 'react';
import { type FieldInfo, useLabel } from '~/api/record-types';
import type { RecordBase } from '~/api/records';
import { FieldValue } from '~/ui/field-value';
import { Blank } from '~/ui/text';
import { embeddedOf } from './fields';
import { LinkName } from './link-name';

const FileName = lazy(() => import('../files/file-name'));

/** A field of a record on screen, linked records by their names. */
export function RecordValue({ row, field, isLink }: { row: RecordBase; field: FieldInfo; isLink?: boolean }) {
  const value = row[field.name];
  if (field.level === 'masked') return <FieldValue field={field} value={value} />;
  if (field.custom?.kind === 'file')
    return (
      <Suspense fallback={null}>
        <FileName id={textOf(value)} />
      </Suspense>
    );
  if (field.type === 'link')
    return (
      <LinkName target={field.target} id={textOf(value)} known={embeddedOf(row, field)} isLink={isLink ?? false} />
    );
  if (field.type === 'links') return <LinkNames target={field.target} value={value} />;
  if (field.type === 'about') return <AboutName value={value} isLink={isLink ?? false} />;
  return <FieldValue field={field} value={value} />;
}

/** A value that stands alone, as in a history: without the record it belongs to. */
export function LooseValue({ field, value }: { field: FieldInfo; value: unknown }) {
  if (field.level === 'masked') return <FieldValue field={field} value={value} />;
  if (field.type === 'link') return <LinkName target={field.target} id={textOf(value)} />;
  if (field.type === 'links') return <LinkNames target={field.target} value={value} />;
  if (field.type === 'about') return <AboutName value={value} isLink={false} />;
  return <FieldValue field={field} value={value} />;
}

/** The record of whatever type that another one is about. */
function AboutName({ value, isLink }: { value: unknown; isLink: boolean }) {
  const { type, id } = (value ?? {}) as { type?: string; id?: string };
  return <LinkName target={type} id={id ?? null} isLink={isLink} />;
}

function LinkNames({ target, value }: { target: string | undefined; value: unknown }) {
  const ids = Array.isArray(value) ? value.filter((id) => typeof id === 'string') : [];
  if (ids.length === 0) return <Blank />;
  return (
    <>
      {ids.map((id, index) => (
        <Fragment key={id}>
          {index > 0 ? '، ' : ''}
          <LinkName target={target} id={id} />
        </Fragment>
      ))}
    </>
  );
}

/** Label of a field in the language of the screen. */
export function FieldLabel({ field }: { field: FieldInfo }) {
  const label = useLabel();
  return <>{label(field.label)}</>;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
