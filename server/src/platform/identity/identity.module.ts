import { Module } from '@nestjs/common';
import { constraintProblem } from '../errors/database-problem.js';
import { recordTypes } from '../records/record-type.js';
import { AccessController } from './access.controller.js';
import { ApiKeysController } from './api-keys/api-keys.controller.js';
import { ApiKeysService } from './api-keys/api-keys.service.js';
import { IdentitySeed } from './identity-seed.js';
import { ExplainService } from './explain/explain.service.js';
import { MeController } from './me/me.controller.js';
import { MeService } from './me/me.service.js';
import { OrgUnit } from './org-units/org-unit.entity.js';
import { orgUnitRules } from './org-units/org-unit.rules.js';
import { OrgUnitsController } from './org-units/org-units.controller.js';
import { Role } from './roles/role.entity.js';
import { roleRules } from './roles/role.rules.js';
import { RolesController } from './roles/roles.controller.js';
import { OwnAccountService } from './sessions/own-account.service.js';
import { SessionSweep } from './sessions/session-sweep.js';
import { SessionsController } from './sessions/sessions.controller.js';
import { SessionsService } from './sessions/sessions.service.js';
import { AuthController } from './sign-in/auth.controller.js';
import { DirectoryController, DirectorySettingsController } from './directory/directory.controller.js';
import { DirectoryService } from './directory/directory.service.js';
import { DirectorySync } from './directory/directory-sync.js';
import { Ldap } from './directory/ldap.js';
import { ExternalUsers } from './external/external-users.js';
import { ProviderClient } from './provider/provider-client.js';
import { ProviderController, ProviderSettingsController } from './provider/provider.controller.js';
import { ProviderSignIn } from './provider/provider-sign-in.js';
import { InvitationsController } from './invitations/invitations.controller.js';
import { InvitationsService } from './invitations/invitations.service.js';
import { SignInLogController } from './sign-in/sign-in-log.controller.js';
import { SignInLogReader } from './sign-in/sign-in-log-reader.js';
import { SignInSettingsController } from './sign-in/sign-in-settings.controller.js';
import { OwnTwoStepController } from './two-step/own-two-step.controller.js';
import { OwnTwoStepService } from './two-step/own-two-step.service.js';
import { UserAccessController } from './users/user-access.controller.js';
import { UserAccessService } from './users/user-access.service.js';
import { SignInService } from './sign-in/sign-in.service.js';
import { SimulateService } from './simulate/simulate.service.js';
import { SignInReply } from './sign-in/sign-in-reply.js';
import { SignInSteps } from './sign-in/sign-in-steps.js';
import { StepsController } from './sign-in/steps.controller.js';
import { TwoStepService } from './two-step/two-step.service.js';
import { Team } from './teams/team.entity.js';
import { teamRules } from './teams/team.rules.js';
import { TeamsController } from './teams/teams.controller.js';
import { User } from './users/user.entity.js';
import { userRules } from './users/user.rules.js';
import { ViewAsService } from './view-as/view-as.service.js';
import { UsersController } from './users/users.controller.js';

/** People, what they may do, and how they sign in. */
@Module({
  controllers: [
    AuthController,
    StepsController,
    OwnTwoStepController,
    InvitationsController,
    SignInLogController,
    SignInSettingsController,
    DirectorySettingsController,
    DirectoryController,
    ProviderSettingsController,
    ProviderController,
    UserAccessController,
    SessionsController,
    MeController,
    ApiKeysController,
    OrgUnitsController,
    TeamsController,
    RolesController,
    UsersController,
    AccessController,
  ],
  providers: [
    Ldap,
    ExternalUsers,
    DirectoryService,
    DirectorySync,
    ProviderClient,
    ProviderSignIn,
    InvitationsService,
    OwnTwoStepService,
    SignInLogReader,
    UserAccessService,
    SignInReply,
    SignInSteps,
    TwoStepService,
    SignInService,
    SessionsService,
    SessionSweep,
    OwnAccountService,
    MeService,
    ApiKeysService,
    ExplainService,
    SimulateService,
    ViewAsService,
    IdentitySeed,
  ],
  exports: [IdentitySeed, SessionsService],
})
export class IdentityModule {
  constructor() {
    recordTypes.of(OrgUnit).rules = orgUnitRules;
    recordTypes.of(Team).rules = teamRules;
    recordTypes.of(Role).rules = roleRules;
    recordTypes.of(User).rules = userRules;
    constraintProblem('users_username_unique', 409, 'user.usernameTaken', 'username');
  }
}
