import { lazy, Suspense } from 'react';
import type { FieldInputProps } from './field-input-by-type';
import { SkeletonBlock } from './skeleton';

const FieldInputByType = lazy(() => import('./field-input-by-type'));

/** The input for any field of the registry, drawn after its type. Loaded when something is first edited. */
export function FieldInput(props: FieldInputProps) {
  return (
    <Suspense fallback={<SkeletonBlock className={props.hideLabel ? 'h-9' : 'mt-6 h-9'} />}>
      <FieldInputByType {...props} />
    </Suspense>
  );
}
