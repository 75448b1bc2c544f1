import { Module } from '@nestjs/common';
import { constraintProblem } from '../errors/database-problem.js';
import { recordTypes } from '../records/record-type.js';
import { CompanyRegistry } from './company-registry.js';
import { CustomField } from './fields/custom-field.js';
import { CustomFieldRules } from './fields/custom-field-rules.js';
import { CustomFieldsController } from './fields/custom-fields.controller.js';

/** What a company makes of the product: fields, record types and layouts of its own. */
@Module({
  controllers: [CustomFieldsController],
  providers: [CompanyRegistry, CustomFieldRules],
  exports: [CompanyRegistry],
})
export class CustomisationModule {
  constructor(fieldRules: CustomFieldRules) {
    recordTypes.of(CustomField).rules = fieldRules;
    constraintProblem('custom_fields_name', 409, 'customField.nameTaken', 'name');
  }
}
