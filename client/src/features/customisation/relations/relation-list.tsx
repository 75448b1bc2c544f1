import { Link } from '@tanstack/react-router';
import { ArrowLeft, Plus, Workflow } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type RecordTypeInfo, useLabel, useRecordTypes } from '~/api/record-types';
import { Button } from '~/ui/button';
import { Card } from '~/ui/card';
import { Chip } from '~/ui/chip';
import { EmptyState } from '~/ui/states';
import { UserText } from '~/ui/text';
import { isCustomisable } from '../definitions';
import { TypeIcon } from '../type-icons';
import { type Relation, relationsOf } from './relations';

const RelationSheet = lazy(() => import('./relation-sheet'));

/** The links of a type to others and of others to it, each read from both sides. */
export default function RelationList({ type }: { type: RecordTypeInfo }) {
  const { t } = useTranslation('customisation');
  const types = useRecordTypes();
  const relations = relationsOf(type, types);
  const [isAdding, setAdding] = useState(false);
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-3">
        <p className="max-w-3xl text-sm text-muted">{t('relations.about')}</p>
        <Button variant="primary" className="ms-auto" icon={<Plus aria-hidden />} onPress={() => setAdding(true)}>
          {t('relations.new')}
        </Button>
      </div>
      <Card>
        {relations.length === 0 ? (
          <EmptyState icon={Workflow} isCompact title={t('relations.none')} />
        ) : (
          <ul className="flex flex-col">
            {relations.map((relation) => (
              <li
                key={`${relation.from.name}.${relation.field.name}`}
                className="border-b border-hairline py-2 last:border-0"
              >
                <RelationLine relation={relation} />
              </li>
            ))}
          </ul>
        )}
      </Card>
      {isAdding ? (
        <Suspense fallback={null}>
          <RelationSheet type={type} onClose={() => setAdding(false)} />
        </Suspense>
      ) : null}
    </div>
  );
}

function RelationLine({ relation: { from, to, field } }: { relation: Relation }) {
  const { t } = useTranslation('customisation');
  const label = useLabel();
  const one = (type: RecordTypeInfo) => label({ fa: type.labels.fa.one, en: type.labels.en.one });
  const many = label({ fa: from.labels.fa.many, en: from.labels.en.many });
  return (
    <div className="flex flex-col gap-1">
      <div className="flex flex-wrap items-center gap-2 text-sm">
        <TypeName type={from} />
        <span className="flex items-center gap-1 text-accent-soft-foreground">
          <span className="text-xs">
            <UserText>{label(field.label)}</UserText>
          </span>
          <ArrowLeft aria-hidden className="size-4 ltr:-scale-x-100" />
        </span>
        <TypeName type={to} />
        {field.custom ? null : <Chip>{t('relations.ofProduct')}</Chip>}
      </div>
      <p className="text-xs text-muted">
        {t('relations.sides', { from: one(from), to: one(to), field: label(field.label), many })}
      </p>
    </div>
  );
}

function TypeName({ type }: { type: RecordTypeInfo }) {
  const label = useLabel();
  const name = label({ fa: type.labels.fa.one, en: type.labels.en.one });
  const content = (
    <>
      <TypeIcon name={type.icon} className="size-4 shrink-0" />
      <UserText>{name}</UserText>
    </>
  );
  const className = 'inline-flex items-center gap-1.5 rounded-lg border border-hairline px-2 py-1';
  return isCustomisable(type) ? (
    <Link to="/customisation/$type" params={{ type: type.name }} className={`${className} hover:bg-surface-secondary`}>
      {content}
    </Link>
  ) : (
    <span className={className}>{content}</span>
  );
}
