import { Column, PrimaryColumn } from 'typeorm';
import { declareField } from './record-type.js';
import type { FieldDefinition } from './field-definition.js';
import { snakeCase } from './fields.js';

function standard(definition: Omit<FieldDefinition, 'column' | 'standard' | 'name'>): PropertyDecorator {
  return (prototype, property) => {
    const name = String(property);
    declareField(prototype, { readonly: true, ...definition, name, column: snakeCase(name), standard: true });
  };
}

/** What every record of the product carries (docs/integration: "Every record"). */
export abstract class BaseRecord {
  @PrimaryColumn({ type: 'uuid' })
  @standard({ type: 'link', fa: 'شناسه', en: 'Id', sort: true })
  id!: string;

  /** Grows by one with each change; the `ETag` of the record. */
  @Column({ type: 'integer', default: 1 })
  @standard({ type: 'integer', fa: 'نسخه', en: 'Version' })
  version!: number;

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3, default: () => 'now()' })
  @standard({ type: 'instant', fa: 'زمان ایجاد', en: 'Created at', sort: true })
  createdAt!: string;

  @Column({ name: 'created_by', type: 'uuid', nullable: true })
  @standard({ type: 'link', target: 'user', fa: 'ایجادکننده', en: 'Created by' })
  createdBy!: string | null;

  @Column({ name: 'updated_at', type: 'timestamptz', precision: 3, default: () => 'now()' })
  @standard({ type: 'instant', fa: 'آخرین تغییر', en: 'Updated at', sort: true })
  updatedAt!: string;

  @Column({ name: 'updated_by', type: 'uuid', nullable: true })
  @standard({ type: 'link', target: 'user', fa: 'آخرین ویرایشگر', en: 'Updated by' })
  updatedBy!: string | null;

  @Column({ name: 'owner_id', type: 'uuid', nullable: true })
  @standard({ type: 'link', target: 'user', fa: 'مسئول', en: 'Owner', readonly: false })
  ownerId!: string | null;

  @Column({ name: 'org_unit_id', type: 'uuid', nullable: true })
  @standard({ type: 'link', target: 'orgUnit', fa: 'شعبه', en: 'Branch', readonly: false })
  orgUnitId!: string | null;

  /** Custom fields, by name; validated against their definitions. */
  @Column({ type: 'jsonb', default: {} })
  @standard({ type: 'json', fa: 'فیلدهای سفارشی', en: 'Custom fields', readonly: false })
  custom!: Record<string, unknown>;

  /** The record's id in another system (accounting, ERP). */
  @Column({ name: 'external_id', type: 'text', nullable: true })
  @standard({ type: 'text', fa: 'شناسه بیرونی', en: 'External id', readonly: false, unique: true, max: 200 })
  externalId!: string | null;

  @Column({ name: 'deleted_at', type: 'timestamptz', precision: 3, nullable: true })
  deletedAt!: string | null;

  @Column({ name: 'deleted_by', type: 'uuid', nullable: true })
  deletedBy!: string | null;
}
