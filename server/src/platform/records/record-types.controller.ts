import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ACTIONS, type Principal } from '../access/principal.js';
import { Policy } from '../access/policy.js';
import { OpenToViewers } from '../access/viewing.js';
import { currentContext } from '../context/request-context.js';
import { ApiProblems } from '../http/api-problems.js';
import { recordTypes, type RecordType, type TypeLayout } from './record-type.js';

/** A record type as the client draws lists, forms, filters and import from it. */
function describe(type: RecordType, principal: Principal) {
  const fields = [...type.fields.values()]
    .filter((field) => !field.secret && principal.fieldLevel(type.name, field.name) !== 'hidden')
    .map((field) => ({
      name: field.name,
      type: field.type,
      label: { fa: field.fa, en: field.en },
      help: field.help,
      group: field.group,
      required: field.required ?? false,
      readonly: field.readonly ?? false,
      importable: field.importable ?? false,
      writeOnly: field.writeOnly ?? false,
      standard: field.standard ?? false,
      searchable: field.search ?? false,
      sortable: (field.sort ?? false) || field.name === 'id',
      unique: field.unique ?? false,
      min: field.min,
      max: field.max,
      default: field.default,
      choices: field.choices,
      target: field.target,
      decimals: field.decimals,
      custom: field.custom && {
        id: field.custom.id,
        kind: field.custom.kind,
        visibleWhen: field.custom.visibleWhen,
        isCalculated: field.custom.formula !== undefined,
      },
      level: principal.fieldLevel(type.name, field.name),
    }));
  return {
    name: type.name,
    resource: type.resource,
    module: type.module,
    labels: {
      fa: { one: type.labels.one.fa, many: type.labels.many.fa },
      en: { one: type.labels.one.en, many: type.labels.many.en },
    },
    titleField: type.title,
    company: type.company,
    icon: type.icon,
    defaultSort: type.defaultSort ?? '-id',
    layout: layoutFor(type, principal),
    shareable: type.shareable ?? false,
    fields,
    actions: Object.fromEntries(
      ACTIONS.map((action) => [action, (type.actions?.includes(action) ?? true) && principal.may(type.name, action)]),
    ),
  };
}

/** The layout for the caller: of each part, what a layout for one of their roles says, else that for everybody. */
function layoutFor(type: RecordType, { data }: Principal): Omit<TypeLayout, 'roleIds'> | undefined {
  const fitting = (type.layouts ?? []).filter(
    ({ roleIds }) => roleIds.length === 0 || roleIds.some((id) => data.roleIds.includes(id)),
  );
  if (fitting.length === 0) return undefined;
  const ordered = [
    ...fitting.filter(({ roleIds }) => roleIds.length > 0),
    ...fitting.filter(({ roleIds }) => roleIds.length === 0),
  ];
  const first = <K extends keyof TypeLayout>(part: K) =>
    ordered.map((layout) => layout[part]).find((value) => value !== undefined);
  return {
    form: first('form'),
    listColumns: first('listColumns'),
    cardFields: first('cardFields'),
    facts: first('facts'),
    hiddenFields: first('hiddenFields'),
  };
}

@ApiTags('Record types')
@Controller('record-types')
export class RecordTypesController {
  @Get()
  @Policy('signedIn')
  @OpenToViewers()
  @ApiOperation({
    summary: 'List record types',
    description:
      'Every record type that you may see, with its fields, labels, choices and your rights: all that a client needs to draw it.',
  })
  @ApiOkResponse({
    schema: {
      type: 'object',
      properties: {
        data: {
          type: 'array',
          items: {
            type: 'object',
            additionalProperties: true,
            example: {
              name: 'account',
              resource: 'accounts',
              labels: { fa: { one: 'طرف حساب', many: 'طرف‌های حساب' }, en: { one: 'Account', many: 'Accounts' } },
              titleField: 'name',
              fields: [{ name: 'name', type: 'text', label: { fa: 'نام', en: 'Name' }, required: true, max: 200 }],
              actions: { view: true, create: true, delete: false },
            },
          },
        },
      },
    },
  })
  @ApiProblems(401)
  list() {
    const principal = currentContext()?.principal as Principal;
    const visible = recordTypes.all().filter((type) => !type.internal && principal.may(type.name, 'view'));
    return { data: visible.map((type) => describe(type, principal)) };
  }
}
