import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Policy } from '../access/policy.js';
import type { Action } from '../access/principal.js';
import { schemaName } from './record-schemas.js';
import { companyType, type RecordType } from './record-type.js';

/** What standard routes are about: one record type of the product, or any of the company's own. */
export interface RouteSubject {
  /** Path of the controller. */
  readonly path: string;
  /** Beginning of the names of its schemas and operations in the API document. */
  readonly schema: string;
  /** Heading in the API document, and what all routes of the controller have in common there. */
  document(): ClassDecorator;
  /** What its records are called there. */
  readonly one: string;
  readonly many: string;
  readonly defaultSort: string;
  /** Who may call a route that does `action`. */
  policy(action: Action): MethodDecorator & ClassDecorator;
  /** The record type of a request. @throws Problem 404 when the address names none */
  typeAt(resource: string | undefined): RecordType;
}

/** Routes of one record type of the product. */
export function subjectOf(type: RecordType): RouteSubject {
  return {
    path: type.resource,
    schema: schemaName(type),
    document: () => ApiTags(type.labels.many.en),
    one: type.labels.one.en.toLowerCase(),
    many: type.labels.many.en.toLowerCase(),
    defaultSort: type.defaultSort ?? '-id',
    policy: (action) => Policy({ record: type.name, action }),
    typeAt: () => type,
  };
}

/** Routes of every record type that the company has added or will add, told by the address: `/devices`. */
export const COMPANY_RECORDS: RouteSubject = {
  path: ':resource',
  schema: 'AnyRecord',
  document: () =>
    applyDecorators(
      ApiTags("Records of the company's own types"),
      ApiParam({ name: 'resource', description: "Resource of a company's own record type.", example: 'devices' }),
    ),
  one: 'record',
  many: 'records',
  defaultSort: '-id',
  policy: (action) => Policy({ companyRecords: action }),
  typeAt: companyType,
};

/** The resource that the address of a request names; undefined where the address is that of one type. */
export const Resource = createParamDecorator(
  (_: unknown, context: ExecutionContext): string | undefined =>
    (context.switchToHttp().getRequest<FastifyRequest>().params as { resource?: string }).resource,
);
