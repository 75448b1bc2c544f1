import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength, MinLength } from 'class-validator';

/** Name and password of somebody who signs in. */
export class SignInBody {
  @ApiProperty({
    example: 'sara.moradi',
    description: 'Matched without regard to case, to Arabic or Persian letters and digits.',
    maxLength: 200,
  })
  @IsString({ message: 'auth.usernameMissing' })
  @MinLength(1, { message: 'auth.usernameMissing' })
  @MaxLength(200, { message: 'auth.usernameMissing' })
  username!: string;

  @ApiProperty({ example: 'correct horse battery', maxLength: 1000 })
  @IsString({ message: 'auth.passwordMissing' })
  @MinLength(1, { message: 'auth.passwordMissing' })
  @MaxLength(1000, { message: 'auth.passwordMissing' })
  password!: string;

  @ApiPropertyOptional({ example: '123456', description: 'Code of the second step, for accounts that have one.' })
  @IsOptional()
  @IsString({ message: 'auth.otpInvalid' })
  @MaxLength(20, { message: 'auth.otpInvalid' })
  otp?: string;
}

/** The signed-in user, in short. */
export class SignedInUserView {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ example: 'sara.moradi' })
  username!: string;

  @ApiProperty({ example: 'سارا مرادی' })
  fullName!: string;
}

/** What a sign-in answers; the refresh token travels in an HttpOnly cookie. */
export class SignInAnswer {
  @ApiProperty({ description: 'Send it as `Authorization: Bearer …`.' })
  accessToken!: string;

  @ApiProperty({ example: 900, description: 'Seconds.' })
  expiresIn!: number;

  @ApiProperty({ type: SignedInUserView })
  user!: SignedInUserView;
}

/** What a refresh answers. */
export class RefreshAnswer {
  @ApiProperty()
  accessToken!: string;

  @ApiProperty({ example: 900, description: 'Seconds.' })
  expiresIn!: number;
}

/** A change of one's own password. */
export class PasswordBody {
  @ApiProperty()
  @IsString({ message: 'auth.passwordMissing' })
  @MaxLength(1000, { message: 'auth.passwordMissing' })
  currentPassword!: string;

  @ApiProperty({ minLength: 10, maxLength: 200 })
  @IsString({ message: 'auth.passwordMissing' })
  @MaxLength(1000, { message: 'password.tooLong' })
  newPassword!: string;
}
