import { Global, Module } from '@nestjs/common';
import { SecretBox } from './secret-box.js';

/** Keeping secrets that must be read again: passwords of servers, keys of others. */
@Global()
@Module({ providers: [SecretBox], exports: [SecretBox] })
export class SecretsModule {}
