import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { recordSchemas, schemaName } from '../records/record-schemas.js';
import { recordTypes } from '../records/record-type.js';
import { documentExamples } from './api-examples.js';
import { documentProblems } from './api-problems.js';

const DESCRIPTION = `The REST API of Peyvand. Conventions for every resource: docs/integration.md.

Sign in with \`POST /api/v1/auth/login\` and send \`Authorization: Bearer <accessToken>\`; machines send an API key the same way.
Errors are RFC 9457 problem documents, in Persian unless \`Accept-Language: en\`.`;

/** The OpenAPI 3.1 document of the running routes and record types. */
export function apiDocument(app: NestFastifyApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('Peyvand')
    .setDescription(DESCRIPTION)
    .setVersion('1')
    .setOpenAPIVersion('3.1.0')
    .addBearerAuth()
    .build();
  const document = SwaggerModule.createDocument(app, config, {
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}`,
  });
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, ...(recordSchemas() as object) },
  };
  documentCompanyTypes(document);
  documentProblems(document);
  // Schemas that routes share become copies, so that each place can have an example of its own.
  const copy = JSON.parse(JSON.stringify(document)) as OpenAPIObject;
  documentExamples(copy);
  return copy;
}

/** Paths of the company's own types, made of those that stand for any. */
function documentCompanyTypes(document: OpenAPIObject): void {
  const any = Object.entries(document.paths).filter(([path]) => path.includes('/{resource}'));
  for (const type of recordTypes.all().filter(({ company }) => company)) {
    const name = schemaName(type);
    for (const [path, operations] of any) {
      const text = JSON.stringify(operations).replaceAll(
        /#\/components\/schemas\/AnyRecord/g,
        `#/components/schemas/${name}`,
      );
      const own = JSON.parse(text) as Record<
        string,
        { operationId?: string; tags?: string[]; parameters?: { name: string }[] }
      >;
      for (const operation of Object.values(own)) {
        operation.operationId = `${name}_${operation.operationId}`;
        operation.tags = [type.labels.many.en];
        operation.parameters = operation.parameters?.filter((parameter) => parameter.name !== 'resource');
      }
      document.paths[path.replace('{resource}', type.resource)] = own as OpenAPIObject['paths'][string];
    }
  }
}

/** Serves the document at `/api/openapi.json` and Swagger UI at `/api/docs`; made when first asked for and after each change of the registry. */
export function serveApiDocument(app: NestFastifyApplication): void {
  let kept: { readonly generation: number; readonly document: OpenAPIObject } | undefined;
  // Fields and record types come and go while the product runs.
  const current = (): OpenAPIObject => {
    const { generation } = recordTypes;
    if (kept?.generation !== generation) kept = { generation, document: apiDocument(app) };
    return kept.document;
  };
  SwaggerModule.setup('api/docs', app, current, {
    jsonDocumentUrl: 'api/openapi.json',
    yamlDocumentUrl: 'api/openapi.yaml',
    patchDocumentOnRequest: current,
    customSiteTitle: 'Peyvand API',
    swaggerOptions: { persistAuthorization: false, docExpansion: 'none', filter: true, url: '/api/openapi.json' },
  });
}
