import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { map, type Observable } from 'rxjs';

/** Puts the version of a record into the `ETag` of its answer. */
@Injectable()
export class EtagInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    return next.handle().pipe(
      map((body: unknown) => {
        const version = (body as { version?: unknown } | null)?.version;
        if (typeof version === 'number' && typeof (body as { id?: unknown }).id === 'string')
          void context.switchToHttp().getResponse<FastifyReply>().header('etag', `"${version}"`);
        return body;
      }),
    );
  }
}
