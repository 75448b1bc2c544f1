import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { constraintProblem } from '../errors/database-problem.js';
import { recordTypes } from '../records/record-type.js';
import { CompanyRegistry } from './company-registry.js';
import { CustomField } from './fields/custom-field.js';
import { CustomFieldRules } from './fields/custom-field-rules.js';
import { CustomFieldsController } from './fields/custom-fields.controller.js';
import { CustomisationPurge } from './purge.js';
import { Recalculation } from './formula/recalculation.js';
import { CompanyRecordsController } from './types/company-records.controller.js';
import { RecordLayout } from './layouts/record-layout.js';
import { RecordLayoutRules } from './layouts/record-layout-rules.js';
import { RecordLayoutsController } from './layouts/record-layouts.controller.js';
import { CustomType } from './types/custom-type.js';
import { CustomTypeRules } from './types/custom-type-rules.js';
import { CustomTypesController } from './types/custom-types.controller.js';
import { TakenAddresses } from './types/taken-addresses.js';

/** What a company makes of the product: fields, record types and layouts of its own. */
@Module({
  imports: [DiscoveryModule],
  controllers: [CustomFieldsController, RecordLayoutsController, CustomTypesController, CompanyRecordsController],
  providers: [
    CompanyRegistry,
    CustomisationPurge,
    Recalculation,
    CustomFieldRules,
    CustomTypeRules,
    RecordLayoutRules,
    TakenAddresses,
  ],
  exports: [CompanyRegistry],
})
export class CustomisationModule {
  constructor(fieldRules: CustomFieldRules, typeRules: CustomTypeRules, layoutRules: RecordLayoutRules) {
    recordTypes.of(CustomField).rules = fieldRules;
    recordTypes.of(CustomType).rules = typeRules;
    recordTypes.of(RecordLayout).rules = layoutRules;
    constraintProblem('record_types_name', 409, 'customType.nameTaken', 'name');
    constraintProblem('record_types_resource', 409, 'customType.nameTaken', 'resource');
    constraintProblem('custom_fields_name', 409, 'customField.nameTaken', 'name');
  }
}
