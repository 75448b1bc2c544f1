import { ApiProperty } from '@nestjs/swagger';
import { IsUUID } from 'class-validator';

/** As whom to look. */
export class ViewAsBody {
  @ApiProperty({ format: 'uuid' })
  @IsUUID('all', { message: 'field.notId' })
  userId!: string;
}

/** A token for looking only. */
export class ViewAsAnswer {
  @ApiProperty({ description: 'Bearer token; every write with it is refused.' })
  accessToken!: string;

  @ApiProperty({ example: 900, description: 'Seconds.' })
  expiresIn!: number;

  @ApiProperty({
    type: 'object',
    properties: { id: { type: 'string', format: 'uuid' }, fullName: { type: 'string' } },
    additionalProperties: false,
  })
  user!: { readonly id: string; readonly fullName: string };
}
