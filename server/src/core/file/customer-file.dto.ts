import { ApiProperty } from '@nestjs/swagger';
import type { RecordView } from '../../platform/records/record-view.js';
import { WorkItem } from '../day/my-day.dto.js';

const RECORD = { type: 'object', additionalProperties: true } as const;

export class LinkedAccount {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty({ type: [String] })
  roles!: string[];

  @ApiProperty()
  main!: boolean;
}

/** A contact with its roles at the account. */
export type Person = RecordView & { readonly roles: string[]; readonly main: boolean };

class RelatedAccount {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty()
  relation!: string;
}

class FileFigures {
  @ApiProperty()
  openActivities!: number;

  @ApiProperty()
  overdueActivities!: number;

  @ApiProperty()
  doneActivities!: number;

  @ApiProperty()
  notes!: number;

  @ApiProperty()
  files!: number;
}

class CommonFile {
  @ApiProperty({ type: FileFigures })
  figures!: FileFigures;

  @ApiProperty({ type: [WorkItem], description: 'Open ones, the earliest due first, up to 20.' })
  openActivities!: WorkItem[];

  @ApiProperty({ description: 'Whether the caller follows the record.' })
  following!: boolean;

  @ApiProperty({
    ...RECORD,
    description: 'What the modules add, by name: `sales` with open and won opportunities, and so on.',
  })
  sections!: Record<string, object>;
}

/** The answer of `GET /accounts/:id/file`. */
export class AccountFile extends CommonFile {
  @ApiProperty({ allOf: [{ $ref: '#/components/schemas/Account' }] })
  account!: RecordView;

  @ApiProperty({ type: 'array', items: RECORD, description: 'Contacts with `roles` and `main`, up to 50.' })
  people!: Person[];

  @ApiProperty({ type: RelatedAccount, nullable: true })
  parent!: RelatedAccount | null;

  @ApiProperty({ type: [RelatedAccount], description: 'Accounts below it, up to 50.' })
  branches!: RelatedAccount[];
}

/** The answer of `GET /contacts/:id/file`. */
export class ContactFile extends CommonFile {
  @ApiProperty({ allOf: [{ $ref: '#/components/schemas/Contact' }], description: 'With its `account` embedded.' })
  contact!: RecordView;

  @ApiProperty({ type: [LinkedAccount], description: 'Accounts where the person has a role, up to 50.' })
  accounts!: LinkedAccount[];
}
