import { ApiProperty } from '@nestjs/swagger';
import { ACTIONS, type Action, type FieldLevel, SCOPES, type Scope } from '../../access/principal.js';

const UUID = { type: 'string', format: 'uuid' } as const;

/** How a scope reaches a record: everything, by its owner, by the owner's team, by its branch, or by a branch below. */
export const WAYS = ['all', 'owner', 'team', 'branch', 'branchBelow'] as const;
export type Way = (typeof WAYS)[number];

/** One role of a person that gives the action, and how its scope reaches the record. */
export class RoleReason {
  @ApiProperty(UUID)
  roleId!: string;

  @ApiProperty({ example: 'کارشناس فروش' })
  roleName!: string;

  @ApiProperty({ enum: SCOPES })
  scope!: Scope;

  @ApiProperty({ description: 'Record type that the grant names; `*` for every type.', example: 'account' })
  grantedOn!: string;

  @ApiProperty({ enum: [...WAYS, null], nullable: true, description: 'Null when no record was asked about.' })
  via!: Way | null;
}

/** A share that opens the record to the person. */
export class ShareReason {
  @ApiProperty({ enum: ['person', 'team'] })
  holder!: 'person' | 'team';

  @ApiProperty({
    type: String,
    nullable: true,
    example: 'پشتیبانی',
    description: 'Name of the team, when it is shared with one.',
  })
  teamName!: string | null;

  @ApiProperty({ enum: ['view', 'edit'] })
  level!: 'view' | 'edit';

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  endsAt!: string | null;

  @ApiProperty({ type: String, nullable: true })
  reason!: string | null;

  @ApiProperty({ ...UUID, type: String, nullable: true, description: 'Who shared it.' })
  createdBy!: string | null;
}

/** What a role says of the field, or of one that it follows. */
export class FieldReason {
  @ApiProperty(UUID)
  roleId!: string;

  @ApiProperty({ example: 'کارشناس فروش' })
  roleName!: string;

  @ApiProperty({ description: 'The field that is limited: itself, a second name of it, or one that it is made of.' })
  field!: string;

  @ApiProperty({ enum: ['hidden', 'masked', 'read', 'write'] })
  level!: FieldLevel;
}

export class FieldAccess {
  @ApiProperty({ enum: ['hidden', 'masked', 'read', 'write'], description: 'As it acts: the widest of all roles.' })
  level!: FieldLevel;

  @ApiProperty({ type: [FieldReason], description: 'Each role that opens the type; one without a limit says `write`.' })
  roles!: FieldReason[];
}

export class ParentAccess {
  @ApiProperty({ example: 'account' })
  recordType!: string;

  @ApiProperty(UUID)
  recordId!: string;

  @ApiProperty({ type: String, nullable: true })
  title!: string | null;

  @ApiProperty({ description: 'Whether the person sees the record that this one belongs to.' })
  visible!: boolean;
}

/** The very rule by which a person may, or may not, do something with a record. */
export class Explanation {
  @ApiProperty({ type: 'object', properties: { id: UUID, fullName: { type: 'string' } }, additionalProperties: false })
  user!: { readonly id: string; readonly fullName: string };

  @ApiProperty({ example: 'account' })
  recordType!: string;

  @ApiProperty({ ...UUID, type: String, nullable: true })
  recordId!: string | null;

  @ApiProperty({ enum: ACTIONS })
  action!: Action;

  @ApiProperty({ type: String, nullable: true })
  field!: string | null;

  @ApiProperty({ description: 'What row-level security and the scope of the action say, asked as that person.' })
  allowed!: boolean;

  @ApiProperty({
    type: String,
    nullable: true,
    enum: ['inactive', 'noAction', 'notSeen', 'outOfReach', 'parentNotSeen', null],
    description:
      'Why not: the user is inactive, no role gives the action, they may not see the record, no scope reaches it, or they do not see what it belongs to.',
  })
  missing!: 'inactive' | 'noAction' | 'notSeen' | 'outOfReach' | 'parentNotSeen' | null;

  @ApiProperty({ type: [RoleReason], description: 'Roles that give the action and reach the record.' })
  roles!: RoleReason[];

  @ApiProperty({ type: [RoleReason], description: 'Roles that give the action, but reach other records only.' })
  shortRoles!: RoleReason[];

  @ApiProperty({
    type: [RoleReason],
    description: 'Roles that the person does not hold and that would reach it, the narrowest first.',
  })
  wouldGive!: RoleReason[];

  @ApiProperty({ type: [ShareReason] })
  shares!: ShareReason[];

  @ApiProperty({ description: 'Sees it because they made it.' })
  asCreator!: boolean;

  @ApiProperty({ description: 'Sees it because they are among its guests.' })
  asGuest!: boolean;

  @ApiProperty({
    type: ParentAccess,
    nullable: true,
    description: 'The record that passes its visibility on to this one.',
  })
  parent!: ParentAccess | null;

  @ApiProperty({ type: FieldAccess, nullable: true })
  fieldAccess!: FieldAccess | null;
}
