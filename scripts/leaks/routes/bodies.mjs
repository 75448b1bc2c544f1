/**
 * A body that the schema of a route would take, with somebody else's ids wherever it takes an id.
 *
 * @param {object | undefined} schema of the API document
 * @param {object} document
 * @param {(name: string) => string} idFor the id to put where the property of that name asks for one
 */
export function sampleBody(schema, document, idFor, name = '', depth = 0) {
  const own = schema?.$ref ? document.components.schemas[schema.$ref.split('/').at(-1)] : schema;
  if (!own || depth > 5) return undefined;
  if (own.allOf || own.oneOf || own.anyOf)
    return sampleBody((own.allOf ?? own.oneOf ?? own.anyOf)[0], document, idFor, name, depth + 1);
  if (own.enum) return own.enum.find((value) => value !== null);
  const type = [own.type].flat().find((one) => one !== 'null');
  if (type === 'array') return [sampleBody(own.items, document, idFor, name, depth + 1) ?? 'name'].slice(0, 1);
  if (type === 'object' || own.properties) {
    const entries = Object.entries(own.properties ?? {}).map(([key, value]) => [
      key,
      sampleBody(value, document, idFor, key, depth + 1),
    ]);
    return { ...own.example, ...Object.fromEntries(entries.filter(([, value]) => value !== undefined)) };
  }
  if (own.format === 'uuid' || /Ids?$/.test(name)) return idFor(name);
  if (own.format === 'date') return '2026-11-21';
  if (own.format === 'date-time') return '2026-11-21T08:30:00.000Z';
  if (own.example !== undefined) return own.example;
  if (type === 'integer' || type === 'number') return own.minimum ?? 1;
  if (type === 'boolean') return true;
  return type === 'string' ? 'curious' : undefined;
}

/** The schema of the JSON body of an operation. */
export function bodySchema(operation) {
  return operation?.requestBody?.content?.['application/json']?.schema;
}
