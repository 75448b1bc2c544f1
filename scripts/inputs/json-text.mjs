/** JSON that no value of JavaScript stands for: `__proto__` as a name, numbers beyond every range, a name twice. */
export class RawJson {
  constructor(text) {
    this.text = text;
  }
}

/** The JSON text of a value that may hold {@link RawJson}. */
export function jsonText(value) {
  if (value instanceof RawJson) return value.text;
  if (Array.isArray(value)) return `[${value.map(jsonText).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).filter(([, member]) => member !== undefined);
    return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${jsonText(member)}`).join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}
