import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccessGuard } from './access.guard.js';
import { Authenticator } from './authenticator.js';
import { JwtGuard, JwtStrategy } from './jwt.strategy.js';
import { PrincipalCache } from './principal-cache.js';
import { TokenKeys } from './token-keys.js';

/** Who calls, and what they may: the global guard and what it stands on. */
@Global()
@Module({
  providers: [
    TokenKeys,
    PrincipalCache,
    Authenticator,
    JwtStrategy,
    JwtGuard,
    { provide: APP_GUARD, useClass: AccessGuard },
  ],
  exports: [TokenKeys, PrincipalCache, Authenticator],
})
export class AccessModule {}
