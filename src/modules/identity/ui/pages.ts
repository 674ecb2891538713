import { route } from '@react-router/dev/routes'

const page = (path: string, file: string) => route(path, `modules/identity/ui/${file}`)

export const authPages = [
  page('sign-in', 'sign-in-page.tsx'),
  page('sign-in/code', 'sign-in-code-page.tsx'),
  page('register', 'register-page.tsx'),
  page('forgot-password', 'forgot-password-page.tsx'),
  page('reset-password', 'reset-password-page.tsx'),
  page('verify-email', 'verify-email-page.tsx'),
  page('invitations/:token', 'invitation-page.tsx'),
  page('setup', 'setup-page.tsx'),
]

export const settingsPages = [
  page('settings/organization', 'organization-profile-page.tsx'),
  page('settings/organization/branding', 'organization-branding-page.tsx'),
  page('settings/organization/hours', 'organization-hours-page.tsx'),
  page('settings/organization/policies', 'organization-policies-page.tsx'),
  page('settings/organization/new', 'new-organization-page.tsx'),
  page('settings/team', 'team-page.tsx'),
  page('settings/team/invite', 'invite-page.tsx'),
  page('settings/team/invitations', 'invitations-page.tsx'),
  page('settings/team/roles', 'roles-page.tsx'),
  page('settings/team/:memberId', 'member-page.tsx'),
  // What a member may be limited to belongs to bookings, so this page stands above both modules.
  route('settings/team/:memberId/scope', 'web/office/team/scope-page.tsx'),
  page('settings/audit', 'audit-page.tsx'),
  page('settings/account', 'account-page.tsx'),
]

export const barePages = [
  page('sign-out', 'sign-out-route.ts'),
  page('switch-organization', 'switch-organization-route.ts'),
  page('view-as/stop', 'stop-view-as-route.ts'),
]
