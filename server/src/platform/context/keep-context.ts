import { currentContext, type RequestContext, runInContext } from './request-context.js';

/**
 * A generator whose steps run in the context that is current now. A stream asks for rows from wherever its socket wakes
 * it up; without this, the rows would be read as nobody.
 */
export async function* keepContext<T>(rows: AsyncGenerator<T>, context = currentContext()): AsyncGenerator<T> {
  const step = (work: () => Promise<IteratorResult<T>>) =>
    runInContext({ ...(context as RequestContext), unitOfWork: undefined }, work);
  try {
    for (;;) {
      const next = await step(() => rows.next());
      if (next.done) return;
      yield next.value;
    }
  } finally {
    await step(() => rows.return(undefined));
  }
}
