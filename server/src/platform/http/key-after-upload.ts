import { type CustomDecorator, SetMetadata } from '@nestjs/common';

export const KEY_AFTER_UPLOAD = 'peyvand:key-after-upload';

/**
 * The handler looks at the `Idempotency-Key` itself, with {@link Idempotency.once}, when it has received the file: what
 * the request says is known only then, and no transaction waits for a slow line.
 */
export function KeyAfterUpload(): CustomDecorator {
  return SetMetadata(KEY_AFTER_UPLOAD, true);
}
