import { Inject, Injectable } from '@nestjs/common';
import * as openid from 'openid-client';
import type { Config } from '../../config/config.js';
import { CONFIG } from '../../config/config.token.js';
import { clock } from '../../context/clock.js';
import { Outbound } from '../../outbound/outbound.js';
import { secretOf, SettingAreas } from '../../settings/areas/setting-areas.service.js';
import { PROVIDER_SETTINGS, type ProviderSettings } from './provider-settings.js';

const KEPT_MS = 10 * 60_000;
/** Seconds by which the clock of the provider may differ. */
const SKEW = 60;

/** The provider as it described itself, with the settings that it was asked by. */
export interface Provider {
  readonly settings: ProviderSettings;
  readonly configuration: openid.Configuration;
}

/** Knows the provider. Every call to it goes through the one way out. */
@Injectable()
export class ProviderClient {
  private kept: { readonly version: number; readonly until: number; readonly provider: Provider } | undefined;

  constructor(
    private readonly areas: SettingAreas,
    private readonly outbound: Outbound,
    @Inject(CONFIG) private readonly config: Pick<Config, 'outboundLoopback'>,
  ) {}

  /** Undefined when none is set up. @throws what the provider, or the way to it, threw */
  async get(): Promise<Provider | undefined> {
    const state = await this.areas.current(PROVIDER_SETTINGS);
    const { version, values: settings } = state;
    if (!settings.enabled) return undefined;
    const now = clock.now().getTime();
    if (this.kept?.version === version && this.kept.until > now) return this.kept.provider;
    const secret = secretOf(state, 'clientSecret');
    const configuration = await openid.discovery(
      new URL(settings.issuer),
      settings.clientId,
      { ...(secret !== undefined && { client_secret: secret }), [openid.clockTolerance]: SKEW },
      secret === undefined ? openid.None() : undefined,
      {
        [openid.customFetch]: (url, options) => this.fetch(url, options),
        // Without encryption only on this machine itself, where the operator opened it.
        execute: this.config.outboundLoopback ? [openid.allowInsecureRequests] : [],
      },
    );
    const provider = { settings, configuration };
    this.kept = { version, until: now + KEPT_MS, provider };
    return provider;
  }

  private async fetch(url: string, options: openid.CustomFetchOptions): Promise<Response> {
    const { method, headers, body } = options;
    const answer = await this.outbound.request(url, {
      method,
      headers: { ...headers },
      ...(body !== undefined &&
        body !== null && { body: body instanceof Uint8Array ? Buffer.from(body) : String(body) }),
    });
    const plain = Object.entries(answer.headers).flatMap(([name, value]): [string, string][] =>
      value === undefined ? [] : [[name, [value].flat().join(', ')]],
    );
    const isEmpty = answer.status === 204 || answer.status === 304;
    return new Response(isEmpty ? null : new Uint8Array(answer.body), { status: answer.status, headers: plain });
  }
}
