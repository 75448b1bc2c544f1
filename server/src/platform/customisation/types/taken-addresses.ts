import { Injectable } from '@nestjs/common';
import { PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService } from '@nestjs/core';

/** Addresses that the server, the client and their helpers keep for themselves. */
const KEPT = ['api', 'docs', 'openapi', 'health', 'metrics', 'assets', 'x', 'app', 'admin', 'new', 'bulk', 'null'];

/** First parts of the addresses that the product answers itself: no record type of the company may have them. */
@Injectable()
export class TakenAddresses {
  private taken: ReadonlySet<string> | undefined;

  constructor(private readonly discovery: DiscoveryService) {}

  has(resource: string): boolean {
    this.taken ??= this.read();
    return this.taken.has(resource);
  }

  private read(): ReadonlySet<string> {
    const paths = this.discovery
      .getControllers()
      .flatMap(({ metatype }) =>
        metatype ? [Reflect.getMetadata(PATH_METADATA, metatype) as string | string[]].flat() : [],
      );
    return new Set([...KEPT, ...paths.map((path) => String(path).replace(/^\//, '').split('/')[0] ?? '')]);
  }
}
