import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccessGuard } from './access.guard.js';
import { AccessTokens } from './access-tokens.js';
import { Authenticator } from './authenticator.js';
import { JwtStrategy } from './jwt.strategy.js';
import { PrincipalCache } from './principal-cache.js';
import { RateLimits } from './rate-limits.js';
import { TokenKeys } from './token-keys.js';

/** Who calls, and what they may: the global guard and what it stands on. */
@Global()
@Module({
  providers: [
    TokenKeys,
    PrincipalCache,
    Authenticator,
    JwtStrategy,
    AccessTokens,
    RateLimits,
    { provide: APP_GUARD, useClass: AccessGuard },
  ],
  exports: [TokenKeys, AccessTokens, PrincipalCache, Authenticator],
})
export class AccessModule {}
