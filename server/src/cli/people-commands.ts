import { parseArgs } from 'node:util';
import { DataDoor } from '../platform/database/data-door.js';
import type { UnitOfWork } from '../platform/database/unit-of-work.js';
import { generatePassword } from '../platform/identity/passwords/generate-password.js';
import { normalizeKey } from '../platform/persian/index.js';
import { recordTypes } from '../platform/records/record-type.js';
import { RecordWriter } from '../platform/records/record-writer.js';
import { type Command, CommandError, onInstallation, print } from './command.js';

interface RoleRow {
  readonly id: string;
  readonly name: string;
  readonly builtin: string | null;
  readonly holders: number;
}

const ROLES = `select r.id, r.name, r.builtin, (select count(*)::int from users u where r.id = any(u.role_ids) and u.active and u.deleted_at is null) as holders
  from roles r where r.deleted_at is null order by r.name`;

function needed(value: string | undefined, option: string): string {
  if (!value) throw new CommandError(`--${option} is needed`);
  return value;
}

async function userId(uow: UnitOfWork, username: string): Promise<string> {
  const user = await uow.one<{ id: string }>(
    'select id from users where fa_key(username) = $1 and deleted_at is null',
    [normalizeKey(username)],
  );
  if (!user) throw new CommandError(`there is no user ${username}`);
  return user.id;
}

/** Accounts and roles, for when nobody can sign in. */
export const peopleCommands: readonly Command[] = [
  {
    name: 'user:create',
    usage: '--username <name> --name <full name> --role <role or builtin> [--role …] [--password <password>]',
    about: 'Make a user; a password that is not given is generated and shown once.',
    run: (args) => {
      const { values } = parseArgs({
        args: [...args],
        options: {
          username: { type: 'string' },
          name: { type: 'string' },
          role: { type: 'string', multiple: true },
          password: { type: 'string' },
        },
      });
      const [username, fullName] = [needed(values.username, 'username'), needed(values.name, 'name')];
      const password = values.password ?? generatePassword();
      return onInstallation(async (app) => {
        await app.get(DataDoor).asSystem('command line: user:create', async (uow) => {
          const roles = await uow.query<RoleRow & object>(ROLES);
          const roleIds = (values.role ?? []).map((wanted) => {
            const role = roles.find(
              ({ builtin, name }) => builtin === wanted || normalizeKey(name) === normalizeKey(wanted),
            );
            if (!role) throw new CommandError(`there is no role ${wanted}; see role:list`);
            return role.id;
          });
          const body = { username, fullName, password, roleIds };
          await app.get(RecordWriter).create(uow, recordTypes.get('user'), body);
        });
        print(`user      ${username}`);
        if (!values.password) print(`password  ${password}`);
      });
    },
  },
  {
    name: 'user:reset-password',
    usage: '--username <name> [--password <password>]',
    about: 'Give a user a new password and end their sessions; one that is not given is generated and shown once.',
    run: (args) => {
      const { values } = parseArgs({
        args: [...args],
        options: { username: { type: 'string' }, password: { type: 'string' } },
      });
      const username = needed(values.username, 'username');
      const password = values.password ?? generatePassword();
      return onInstallation(async (app) => {
        await app.get(DataDoor).asSystem('command line: user:reset-password', async (uow) => {
          const id = await userId(uow, username);
          await app.get(RecordWriter).update(uow, recordTypes.get('user'), id, { password });
        });
        print(`user      ${username}`);
        if (!values.password) print(`password  ${password}`);
      });
    },
  },
  {
    name: 'role:list',
    about: 'List the roles and how many active users hold each.',
    run: () =>
      onInstallation(async (app) => {
        const roles = await app
          .get(DataDoor)
          .asSystem('command line: role:list', (uow) => uow.query<RoleRow & object>(ROLES));
        for (const { id, name, builtin, holders } of roles) print(`${id}  ${holders}\t${builtin ?? '-'}\t${name}`);
      }),
  },
];
