import { Injectable } from '@nestjs/common';
import { DataDoor } from '../../database/data-door.js';
import { Problem } from '../../errors/problem.js';
import { type AreaState, secretOf, SettingAreas } from '../../settings/areas/setting-areas.service.js';
import { ExternalUsers } from '../external/external-users.js';
import { type Account, accountById } from '../sign-in/account.js';
import { Turnstile } from '../sign-in/turnstile.js';
import { DirectoryError } from './directory-error.js';
import { DIRECTORY_SETTINGS, type DirectorySettings } from './directory-settings.js';
import { type DirectoryAccess, type DirectoryPerson, Ldap } from './ldap.js';

/** What the directory says of a name and a password. */
export type DirectoryProof =
  | { readonly account: Account }
  | {
      readonly reason:
        | 'unknownUser'
        | 'wrongPassword'
        | 'disabled'
        | 'notLinked'
        | 'directoryRefused'
        | 'directoryDown';
    };

/** What a test of the settings found. */
export interface DirectoryTest {
  readonly people: number;
  /** The person of the name that was given, when there is one. */
  readonly person: Omit<DirectoryPerson, 'subject' | 'isDisabled'> | null;
}

/** Those who wait for a directory that hangs are held apart from those who don't need it. */
const PLACES = 20;
const LONGEST_LINE = 200;
const TEST_MS = 15_000;

/** Sign-in by the company's directory. */
@Injectable()
export class DirectoryService {
  private readonly turnstile = new Turnstile(PLACES, LONGEST_LINE);

  constructor(
    private readonly door: DataDoor,
    private readonly areas: SettingAreas,
    private readonly ldap: Ldap,
    private readonly users: ExternalUsers,
  ) {}

  /**
   * Checks a name and a password there, and knows or makes the user here. Undefined when no directory is set up. A local
   * account (`isLocal`) is only looked for, so that it takes as long as any other name; nothing of it goes there.
   */
  async prove(name: string, password: string, isLocal: boolean): Promise<DirectoryProof | undefined> {
    const access = await this.access();
    if (!access.settings.enabled) return undefined;
    return this.turnstile.pass(async () => {
      try {
        const found = await this.ldap.with(
          access,
          async (session): Promise<DirectoryPerson | 'wrongPassword' | undefined> => {
            const person = await session.find(name);
            if (!person || isLocal) return undefined;
            return (await session.proves(person, password)) ? person : 'wrongPassword';
          },
        );
        if (found === undefined) return { reason: isLocal ? 'wrongPassword' : 'unknownUser' };
        if (found === 'wrongPassword') return { reason: found };
        if (found.isDisabled) return { reason: 'disabled' };
        return await this.meet(found, access.settings);
      } catch (error) {
        if (error instanceof DirectoryError) return { reason: 'directoryDown' };
        throw error;
      }
    });
  }

  /** Tries the settings, also before they are switched on. @throws Problem 422 with what is wrong, in plain words */
  async test(name: string | undefined): Promise<DirectoryTest> {
    const access = await this.access();
    if (access.settings.urls.length === 0) throw new Problem(422, 'directory.off');
    try {
      return await this.ldap.with(
        access,
        async (session) => {
          const people = (await session.all()).length;
          const found = name ? await session.find(name) : undefined;
          if (!found) return { people, person: null };
          const { subject: _subject, isDisabled: _isDisabled, ...person } = found;
          return { people, person };
        },
        TEST_MS,
      );
    } catch (error) {
      if (error instanceof DirectoryError) throw directoryProblem(error);
      throw error;
    }
  }

  /** The settings with the password. */
  async access(): Promise<DirectoryAccess> {
    const state: AreaState<DirectorySettings, 'password'> = await this.areas.current(DIRECTORY_SETTINGS);
    return { settings: state.values, password: secretOf(state, 'password') };
  }

  private async meet(person: DirectoryPerson, settings: DirectorySettings): Promise<DirectoryProof> {
    try {
      return await this.door.asSystem('sign-in by directory', async (uow): Promise<DirectoryProof> => {
        const met = await this.users.meet(uow, 'ldap', person, settings);
        if ('refused' in met) return { reason: met.refused };
        const account = await accountById(uow, met.userId);
        return account?.mayEnter ? { account } : { reason: 'disabled' };
      });
    } catch (error) {
      // What the directory says of the person can't be a user here: a name that is none, an address that is none.
      if (error instanceof Problem && error.status < 500) return { reason: 'directoryRefused' };
      throw error;
    }
  }
}

/** The answer to an administrator who tries the settings. */
export function directoryProblem(error: DirectoryError): Problem {
  const { code, place, detail } = error;
  return new Problem(422, code, { params: { place, detail }, cause: error });
}
