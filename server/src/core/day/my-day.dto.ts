import { ApiProperty } from '@nestjs/swagger';

class AboutView {
  @ApiProperty()
  type!: string;

  @ApiProperty({ format: 'uuid' })
  id!: string;
}

/** An activity as it stands in a list of work. */
export class WorkItem {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty()
  version!: number;

  @ApiProperty({ enum: ['task', 'call', 'meeting'] })
  type!: string;

  @ApiProperty()
  subject!: string;

  @ApiProperty({ enum: ['urgent', 'high', 'normal', 'low'] })
  priority!: string;

  @ApiProperty()
  nextStep!: boolean;

  @ApiProperty({ format: 'date-time', nullable: true, type: String })
  dueAt!: string | null;

  @ApiProperty({ format: 'date-time', nullable: true, type: String })
  startAt!: string | null;

  @ApiProperty({ format: 'date-time', nullable: true, type: String })
  endAt!: string | null;

  @ApiProperty({ format: 'date-time', nullable: true, type: String })
  doneAt!: string | null;

  @ApiProperty({ type: AboutView, nullable: true })
  about!: AboutView | null;

  @ApiProperty({ format: 'uuid', nullable: true, type: String })
  accountId!: string | null;

  @ApiProperty({ nullable: true, type: String })
  accountName!: string | null;

  @ApiProperty({ format: 'uuid', nullable: true, type: String })
  contactId!: string | null;

  @ApiProperty({ nullable: true, type: String })
  contactName!: string | null;
}

class QuietAccount {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty({ format: 'date-time', nullable: true, type: String })
  lastContactedAt!: string | null;
}

class DayCounts {
  @ApiProperty()
  overdue!: number;

  @ApiProperty({ description: 'Open and due on the day.' })
  today!: number;

  @ApiProperty({ description: 'Done on the day.' })
  done!: number;

  @ApiProperty({ description: 'Due in the seven days after it.' })
  next!: number;

  @ApiProperty({ description: 'Accounts gone quiet, counted up to 100.' })
  quiet!: number;

  @ApiProperty({ description: 'My records that others changed since the day before, counted up to 1,000.' })
  changed!: number;
}

/** The answer of `GET /me/day`. */
export class MyDayView {
  @ApiProperty({ format: 'date' })
  date!: string;

  @ApiProperty({ type: DayCounts })
  counts!: DayCounts;

  @ApiProperty({ type: [WorkItem], description: 'The longest overdue first, up to 50.' })
  overdue!: WorkItem[];

  @ApiProperty({ type: [WorkItem], description: 'Up to 100.' })
  today!: WorkItem[];

  @ApiProperty({ type: [WorkItem], description: 'Up to 20.' })
  next!: WorkItem[];

  @ApiProperty({
    type: [QuietAccount],
    description: 'My accounts without contact for 30 days and with nothing planned, up to 10.',
  })
  goneQuiet!: QuietAccount[];
}
