import { Controller } from '@nestjs/common';
import { SettingAreaRoutes } from '../../settings/areas/setting-area-routes.js';
import { SIGN_IN_SETTINGS } from './sign-in-settings.js';

@Controller('settings/sign-in')
export class SignInSettingsController extends SettingAreaRoutes(SIGN_IN_SETTINGS) {}
