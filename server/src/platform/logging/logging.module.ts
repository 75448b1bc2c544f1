import { Global, Module } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.token.js';
import { AppLogger } from './app-logger.js';
import { logOptions } from './log-options.js';
import { logSink } from './log-sink.js';
import { RequestLog } from './request-log.js';

/** The one log. No middleware: the request's line is written by a hook of the server, and the context is our own. */
@Global()
@Module({
  imports: [
    LoggerModule.forRootAsync({
      inject: [CONFIG],
      useFactory: (config: Config) => ({
        pinoHttp: [logOptions(config.logLevel), logSink],
        forRoutes: [],
      }),
    }),
  ],
  providers: [AppLogger, RequestLog],
  exports: [AppLogger],
})
export class LoggingModule {}
