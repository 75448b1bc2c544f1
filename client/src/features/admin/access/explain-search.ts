/** What is asked of the screen «why do they see it»: the address tells the whole question. */
export interface ExplainSearch {
  userId?: string | undefined;
  recordType?: string | undefined;
  recordId?: string | undefined;
  action?: string | undefined;
  field?: string | undefined;
}

export function explainSearch(raw: Record<string, unknown>): ExplainSearch {
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
  return {
    userId: text(raw.userId),
    recordType: text(raw.recordType),
    recordId: text(raw.recordId),
    action: text(raw.action),
    field: text(raw.field),
  };
}
