import { useTranslation } from 'react-i18next';
import { Input } from '~/ui/input';

export interface PasswordChoice {
  password: string;
  again: string;
}

interface NewPasswordProps {
  value: PasswordChoice;
  onChange: (value: PasswordChoice) => void;
  help?: string;
}

/** A new password, typed twice. */
export function NewPassword({ value, onChange, help }: NewPasswordProps) {
  const { t } = useTranslation('auth');
  const differs = value.again !== '' && value.again !== value.password;
  return (
    <>
      <Input
        type="password"
        autoComplete="new-password"
        name="newPassword"
        label={t('newPassword')}
        help={help ?? t('newPasswordHelp')}
        isLtr
        autoFocus
        value={value.password}
        onChange={(password) => onChange({ ...value, password })}
      />
      <Input
        type="password"
        autoComplete="new-password"
        name="newPasswordAgain"
        label={t('newPasswordAgain')}
        error={differs ? t('newPasswordDiffers') : undefined}
        isLtr
        value={value.again}
        onChange={(again) => onChange({ ...value, again })}
      />
    </>
  );
}
