import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength, MinLength } from 'class-validator';

const CODE = {
  example: '123456',
  description: 'Six digits of the code generator, or a recovery code.',
  maxLength: 40,
};

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

  @ApiPropertyOptional({ ...CODE, description: 'Code of the second step, for accounts that have one.' })
  @IsOptional()
  @IsString({ message: 'auth.otpInvalid' })
  @MaxLength(40, { message: 'auth.otpInvalid' })
  otp?: string;
}

/** The ticket of a step, as the refusal before it gave it. */
export class TicketBody {
  @ApiProperty({ example: 'kq0yS3bN9hYtqTn3aW4vUoKf1xGmZr7cD2eJpL5sBhA', maxLength: 100 })
  @IsString({ message: 'auth.ticketOver' })
  @MaxLength(100, { message: 'auth.ticketOver' })
  ticket!: string;
}

/** The second step. */
export class CodeBody extends TicketBody {
  @ApiProperty(CODE)
  @IsString({ message: 'auth.otpInvalid' })
  @MaxLength(40, { message: 'auth.otpInvalid' })
  otp!: string;
}

/** Setting up the second step: without a code it begins, with the first code it ends. */
export class EnrolmentBody extends TicketBody {
  @ApiPropertyOptional(CODE)
  @IsOptional()
  @IsString({ message: 'auth.otpInvalid' })
  @MaxLength(40, { message: 'auth.otpInvalid' })
  otp?: string;
}

/** A new password in the middle of a sign-in, or by a link. */
export class NewPasswordBody extends TicketBody {
  @ApiProperty({ maxLength: 200 })
  @IsString({ message: 'auth.passwordMissing' })
  @MaxLength(1000, { message: 'password.tooLong' })
  newPassword!: string;
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

/** The beginning of a second step: for a code generator. */
export class TwoStepSecretView {
  @ApiProperty({ example: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP', description: 'To be typed where no camera is at hand.' })
  secret!: string;

  @ApiProperty({
    example: 'otpauth://totp/Peyvand:sara.moradi?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Peyvand',
    description: 'To be shown as a QR code.',
  })
  uri!: string;
}

/** The recovery codes of a second step, shown this once. */
export class RecoveryCodesView {
  @ApiProperty({ type: [String], example: ['k7wqp-3nxva', 'h4mtz-8rcye'], description: 'Each opens one sign-in.' })
  recoveryCodes!: string[];
}

/** What setting up in the middle of a sign-in answers: the secret at first, then the codes and the tokens. */
export class EnrolmentAnswer {
  @ApiPropertyOptional({ example: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP' })
  secret?: string;

  @ApiPropertyOptional({ example: 'otpauth://totp/Peyvand:sara.moradi?secret=JBSWY3DPEHPK3PXP&issuer=Peyvand' })
  uri?: string;

  @ApiPropertyOptional({ type: [String], example: ['k7wqp-3nxva', 'h4mtz-8rcye'] })
  recoveryCodes?: string[];

  @ApiPropertyOptional()
  accessToken?: string;

  @ApiPropertyOptional({ example: 900, description: 'Seconds.' })
  expiresIn?: number;

  @ApiPropertyOptional({ type: SignedInUserView })
  user?: SignedInUserView;
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
