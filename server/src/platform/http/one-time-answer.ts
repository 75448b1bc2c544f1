import { type CustomDecorator, SetMetadata } from '@nestjs/common';

export const ONE_TIME_ANSWER = 'peyvand:one-time-answer';

/** The answer holds a secret that is shown once: it is not kept for repeats with the same `Idempotency-Key`. */
export function OneTimeAnswer(): CustomDecorator {
  return SetMetadata(ONE_TIME_ANSWER, true);
}
