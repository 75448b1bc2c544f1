import { AuditWatch } from '../platform/audit/audit-watch.js';
import { DataDoor } from '../platform/database/data-door.js';
import { JobQueue } from '../platform/jobs/job-queue.js';
import { SettingsService } from '../platform/settings/settings.service.js';
import { type Command, CommandError, onInstallation, print } from './command.js';

/** Text as JSON when it is some, else as it is: `setting:set fiscalYearStartMonth 1`, `setting:set companyName "آرمان"`. */
function valueOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** What keeps the product whole. */
export const operationsCommands: readonly Command[] = [
  {
    name: 'audit:verify',
    about:
      'Look at every entry and seal of the audit log; exits with 1 when something was changed, removed or slipped in.',
    run: () =>
      onInstallation(async (app) => {
        const { entries, faults, head } = await app.get(AuditWatch).verify();
        for (const { fault, place, entryId } of faults)
          print(`${fault}\tplace ${place ?? '-'}\tentry ${entryId ?? '-'}`);
        print(`entries   ${entries}`);
        print(`head      ${head.place ?? '-'} ${head.hash ?? '-'}`);
        print(faults.length === 0 ? 'whole     yes' : `whole     no, ${faults.length} faults`);
        if (faults.length > 0) process.exitCode = 1;
      }),
  },
  {
    name: 'setting:get',
    usage: '[name]',
    about: 'Print the settings, or one of them, as JSON.',
    run: ([name]) =>
      onInstallation(async (app) => {
        const { values } = await app
          .get(DataDoor)
          .asSystem('command line: setting:get', (uow) => app.get(SettingsService).current(uow));
        if (name !== undefined && !Object.hasOwn(values, name)) throw new CommandError(`there is no setting ${name}`);
        print(JSON.stringify(name === undefined ? values : values[name as keyof typeof values], null, 2));
      }),
  },
  {
    name: 'setting:set',
    usage: '<name> <value>',
    about: 'Change a setting.',
    run: ([name, value]) => {
      if (name === undefined || value === undefined) throw new CommandError('setting:set <name> <value>');
      return onInstallation(async (app) => {
        const settings = app.get(SettingsService);
        await app
          .get(DataDoor)
          .asSystem('command line: setting:set', () => settings.update({ [name]: valueOf(value) }));
        print(`${name} set`);
      });
    },
  },
  {
    name: 'jobs:list',
    about: 'List the job queues with what waits and what runs.',
    run: () =>
      onInstallation(async (app) => {
        for (const { name, waiting, running } of await app.get(JobQueue).depths())
          print(`${name}\twaiting ${waiting}\trunning ${running}`);
      }),
  },
];
