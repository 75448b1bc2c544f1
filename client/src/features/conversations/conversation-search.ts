/** The address of the screen: the chosen conversation. */
export function conversationSearch(raw: Record<string, unknown>): { id?: string } {
  return typeof raw.id === 'string' ? { id: raw.id } : {};
}
