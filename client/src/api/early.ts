declare global {
  interface Window {
    /** Answers that `public/boot.js` asked for while the scripts were on their way, by path. */
    peyvandEarly?: Record<string, Promise<Response | undefined> | undefined>;
  }
}

/** The answer to a request that was sent before the scripts had arrived; each is given once, undefined when there is none. */
export async function takeEarly(path: string): Promise<Response | undefined> {
  const answer = window.peyvandEarly?.[path];
  if (!answer) return undefined;
  delete window.peyvandEarly?.[path];
  return answer;
}
