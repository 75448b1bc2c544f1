import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import * as openid from 'openid-client';
import { DataDoor } from '../../database/data-door.js';
import { Problem } from '../../errors/problem.js';
import { SecretBox } from '../../secrets/secret-box.js';
import { type ExternalPerson, ExternalUsers } from '../external/external-users.js';
import type { Device } from '../sessions/sessions.service.js';
import { accountById } from '../sign-in/account.js';
import { noteSignIn, sayFailure, type SignInReason } from '../sign-in/sign-in-log.js';
import { type Standing, SignInSteps } from '../sign-in/sign-in-steps.js';
import { issueTicket, readTicket, useTicket } from '../sign-in/tickets.js';
import { type Provider, ProviderClient } from './provider-client.js';
import type { ProviderSettings } from './provider-settings.js';

const TRIP_SECONDS = 600;
const PURPOSE = 'provider/trip';

/** What is kept of a trip to the provider; the ticket is the `state`. */
interface Trip {
  /** Hash of the cookie: only the browser that left may come back. */
  readonly browser: string;
  /** Sealed: nonce, verifier and where to go. */
  readonly sealed: string;
}

interface TripSecrets {
  readonly nonce: string;
  readonly verifier: string;
  readonly next: string;
}

/** How a trip ended: where to go on, with what. */
export type Arrival = { readonly standing: Standing; readonly next: string };

/** Sign-in at the provider: authorization code with PKCE, state, nonce, and a cookie that ties it to one browser. */
@Injectable()
export class ProviderSignIn {
  private readonly log = new Logger('Provider');

  constructor(
    private readonly door: DataDoor,
    private readonly provider: ProviderClient,
    private readonly users: ExternalUsers,
    private readonly steps: SignInSteps,
    private readonly box: SecretBox,
  ) {}

  /** Where to send the browser, and the cookie to give it. @throws Problem 404 without a provider, 503 when it is away */
  async leave(redirectUri: string, next: string): Promise<{ url: URL; browser: string }> {
    const provider = await this.reach();
    const browser = randomBytes(32).toString('base64url');
    const verifier = openid.randomPKCECodeVerifier();
    const nonce = openid.randomNonce();
    const secrets: TripSecrets = { nonce, verifier, next };
    const trip: Trip = { browser: hashOf(browser), sealed: this.box.seal(PURPOSE, JSON.stringify(secrets)) };
    const { ticket } = await this.door.asSystem('sign-in at provider', (uow) =>
      issueTicket(uow, 'provider', null, TRIP_SECONDS, trip),
    );
    const url = openid.buildAuthorizationUrl(provider.configuration, {
      redirect_uri: redirectUri,
      scope: provider.settings.scope,
      state: ticket,
      nonce,
      code_challenge: await openid.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    });
    return { url, browser };
  }

  /** Takes somebody back. @throws Problem 401 `auth.providerFailed` or `auth.notLinked` */
  async arrive(address: URL, browser: string | undefined, device: Device): Promise<Arrival> {
    const state = address.searchParams.get('state') ?? '';
    const trip = await this.door.asSystem('sign-in at provider', async (uow) => {
      const ticket = await readTicket<Trip>(uow, 'provider', state);
      // Gone with its first use, whoever comes with it.
      if (ticket) await useTicket(uow, ticket);
      return ticket?.data;
    });
    if (!trip || !isSame(trip.browser, browser)) return this.refuse(device, 'ticketOver', 'a trip that nobody began');
    const { nonce, verifier, next } = JSON.parse(this.box.unseal(PURPOSE, trip.sealed)) as TripSecrets;
    const provider = await this.reach();
    let claims: openid.IDToken | undefined;
    try {
      const tokens = await openid.authorizationCodeGrant(provider.configuration, address, {
        pkceCodeVerifier: verifier,
        expectedState: state,
        expectedNonce: nonce,
        idTokenExpected: true,
      });
      claims = tokens.claims();
    } catch (error) {
      return this.refuse(device, 'providerRefused', error instanceof Error ? error.message : String(error));
    }
    const person = claims && personOf(claims, provider.settings);
    if (!person) return this.refuse(device, 'providerRefused', 'no name in the claims');
    return { standing: await this.enter(person, provider, device), next };
  }

  private async enter(person: ExternalPerson, { settings }: Provider, device: Device): Promise<Standing> {
    try {
      const standing = await this.door.asSystem('sign-in at provider', async (uow): Promise<Standing | undefined> => {
        const met = await this.users.meet(uow, 'oidc', person, settings);
        const account = 'userId' in met ? await accountById(uow, met.userId) : undefined;
        if (!account?.mayEnter) return undefined;
        return this.steps.advance(uow, account, { method: 'oidc', secondStep: settings.trustsSecondStep }, device);
      });
      return standing ?? (await this.refuse(device, 'notLinked', 'not linked', person.username));
    } catch (error) {
      // What the provider says of the person can't be a user here.
      if (error instanceof Problem && error.status === 422)
        return this.refuse(device, 'providerRefused', error.options.faults?.[0]?.code ?? error.code, person.username);
      throw error;
    }
  }

  private async reach(): Promise<Provider> {
    let provider: Provider | undefined;
    try {
      provider = await this.provider.get();
    } catch (error) {
      this.log.warn(`provider out of reach: ${error instanceof Error ? error.message : String(error)}`);
      throw new Problem(503, 'auth.providerDown', { cause: error, retryAfterSeconds: 30 });
    }
    if (!provider) throw new Problem(404, 'route.notFound');
    return provider;
  }

  private async refuse(device: Device, reason: SignInReason, why: string, username = ''): Promise<never> {
    this.log.warn(`sign-in at provider failed: ${why}`);
    await this.door.asSystem('sign-in failed', (uow) =>
      noteSignIn(uow, { event: 'failed', method: 'oidc', reason, username, device }),
    );
    sayFailure(username, device.ip);
    throw Problem.unauthenticated(reason === 'notLinked' ? 'auth.notLinked' : 'auth.providerFailed');
  }
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

function isSame(kept: string, cookie: string | undefined): boolean {
  return cookie !== undefined && timingSafeEqual(Buffer.from(kept), Buffer.from(hashOf(cookie)));
}

function personOf(claims: openid.IDToken, settings: ProviderSettings): ExternalPerson | undefined {
  const text = (name: string): string | null => {
    const value = name === '' ? undefined : claims[name];
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
  };
  const username = text(settings.usernameClaim);
  if (!username) return undefined;
  const groups = claims[settings.groupsClaim];
  return {
    subject: claims.sub,
    username,
    fullName: text(settings.fullNameClaim) ?? username,
    email: text(settings.emailClaim),
    groups: Array.isArray(groups) ? groups.filter((group) => typeof group === 'string') : [],
  };
}
