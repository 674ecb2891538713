import { serve, serveErrand } from '#platform/http.ts'
import { createInvitation } from './commands/create-invitation.ts'
import { removeMember } from './commands/remove-member.ts'
import { resendInvitation } from './commands/resend-invitation.ts'
import { restoreMember } from './commands/restore-member.ts'
import { revokeInvitation } from './commands/revoke-invitation.ts'
import { suspendMember } from './commands/suspend-member.ts'
import { updateMember } from './commands/update-member.ts'
import { removeLogo, updateOrganization } from './commands/update-organization.ts'
import * as contract from './contract.ts'
import * as devices from './errands/devices.ts'
import { acceptInvitation, getInvitation } from './errands/invitations.ts'
import * as organization from './errands/organization.ts'
import * as own from './errands/own-account.ts'
import * as recover from './errands/recover-account.ts'
import { register } from './errands/register.ts'
import { confirmSignIn, signIn } from './errands/sign-in.ts'
import { getSetup, getSignInOptions } from './errands/sign-in-options.ts'
import { refreshSession, signOut } from './errands/sign-out.ts'
import * as twoStep from './errands/two-step.ts'
import { getMember } from './queries/get-member.ts'
import { getOrganizationSettings } from './queries/get-organization.ts'
import { getProfile } from './queries/get-profile.ts'
import { getRoles } from './queries/get-roles.ts'
import { getPublicOrg, getSession } from './queries/get-session.ts'
import { listAudit } from './queries/list-audit.ts'
import { listInvitations } from './queries/list-invitations.ts'
import { listMemberActivity } from './queries/list-member-activity.ts'
import { listMembers } from './queries/list-members.ts'

export const endpoints = [
  serve(contract.getSession, getSession),
  serve(contract.getPublicOrg, getPublicOrg),
  serveErrand(contract.getSignInOptions, getSignInOptions),
  serveErrand(contract.signIn, signIn),
  serveErrand(contract.confirmSignIn, confirmSignIn),
  serveErrand(contract.signOut, signOut),
  serveErrand(contract.refreshSession, refreshSession),
  serveErrand(contract.register, register),
  serveErrand(contract.requestPasswordReset, recover.requestPasswordReset),
  serveErrand(contract.resetPassword, recover.resetPassword),
  serveErrand(contract.verifyEmail, recover.verifyEmail),
  serveErrand(contract.resendVerification, recover.resendVerification),
  serve(contract.getProfile, getProfile),
  serveErrand(contract.updateProfile, own.updateProfile),
  serveErrand(contract.getAvatar, own.getAvatar),
  serveErrand(contract.changePassword, own.changePassword),
  serveErrand(contract.startTotp, twoStep.startTotp),
  serveErrand(contract.confirmTotp, twoStep.confirmTotp),
  serveErrand(contract.disableTotp, twoStep.disableTotp),
  serveErrand(contract.listSessions, devices.listSessions),
  serveErrand(contract.revokeSession, devices.revokeSession),
  serveErrand(contract.revokeOtherSessions, devices.revokeOtherSessions),
  serveErrand(contract.switchOrganization, devices.switchOrganization),
  serveErrand(contract.startViewAs, devices.startViewAs),
  serveErrand(contract.stopViewAs, devices.stopViewAs),
  serve(contract.listMembers, listMembers),
  serve(contract.getMember, getMember),
  serve(contract.updateMember, updateMember),
  serve(contract.suspendMember, suspendMember),
  serve(contract.restoreMember, restoreMember),
  serve(contract.removeMember, removeMember),
  serve(contract.listMemberActivity, listMemberActivity),
  serve(contract.getRoles, getRoles),
  serve(contract.createInvitation, createInvitation),
  serve(contract.listInvitations, listInvitations),
  serve(contract.revokeInvitation, revokeInvitation),
  serve(contract.resendInvitation, resendInvitation),
  serveErrand(contract.getInvitation, getInvitation),
  serveErrand(contract.acceptInvitation, acceptInvitation),
  serve(contract.listAudit, listAudit),
  serve(contract.getOrganizationSettings, getOrganizationSettings),
  serve(contract.updateOrganization, updateOrganization),
  serveErrand(contract.setLogo, organization.setLogo),
  serve(contract.removeLogo, removeLogo),
  serveErrand(contract.getLogo, organization.getLogo),
  serveErrand(contract.createOrganization, organization.openOrganization),
  serveErrand(contract.getSetup, getSetup),
  serveErrand(contract.completeSetup, organization.completeSetup),
]
