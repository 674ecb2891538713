import { defineErrors } from '#values/errors.ts'

/** Refusals of accounts, members, invitations and the organisation's settings. */
export const identityErrors = defineErrors({
  'identity.wrong_credentials': {
    kind: 'unauthenticated',
    message: 'E-mail address or password is not right. Check both, or reset your password.',
  },
  'identity.wrong_code': {
    kind: 'unauthenticated',
    message: 'This code is not right or no longer valid. Enter the newest code from your app.',
  },
  'identity.sign_in_again': {
    kind: 'unauthenticated',
    message: 'The sign-in took too long or was tried too often. Please start again.',
  },
  'identity.too_many_codes': {
    kind: 'too_many',
    message: 'Too many wrong codes. Wait 15 minutes and try again.',
  },
  'identity.wrong_password': { kind: 'invalid', message: 'Your current password is not right.' },
  'identity.email_not_verified': {
    kind: 'forbidden',
    message: 'Please confirm your e-mail address first. We have just sent you the link again.',
  },
  'identity.no_membership': {
    kind: 'forbidden',
    message: 'Your account belongs to no organisation, or your access was suspended. Ask an administrator.',
  },
  'identity.link_invalid': {
    kind: 'invalid',
    message: 'This link has expired or was used already. Ask for a new one.',
  },
  'identity.totp_already_on': { kind: 'conflict', message: 'Two-step sign-in is on already.' },
  'identity.totp_not_started': {
    kind: 'conflict',
    message: 'Start two-step sign-in first, then confirm it with a code.',
  },
  'identity.session_not_found': { kind: 'not_found', message: 'This session has ended already.' },
  'identity.image_unreadable': {
    kind: 'invalid',
    message: 'This picture cannot be read. Use a PNG, JPEG or WebP file.',
  },
  'identity.file_not_found': { kind: 'not_found', message: 'This picture does not exist any more.' },
  'identity.member_not_found': {
    kind: 'not_found',
    message: 'There is no such member in your organisation.',
  },
  'identity.last_owner': {
    kind: 'conflict',
    message: 'An organisation needs an active owner. Make somebody else an owner first.',
  },
  'identity.not_yourself': {
    kind: 'conflict',
    message: 'You cannot do this to yourself. Ask another administrator.',
  },
  'identity.owner_only': { kind: 'forbidden', message: 'Only an owner may change who is an owner.' },
  'identity.beyond_own': {
    kind: 'forbidden',
    message: 'You can only give permissions that you hold yourself.',
  },
  'identity.already_member': {
    kind: 'conflict',
    message: 'This person is a member already. Change their roles instead.',
  },
  'identity.invitation_not_found': {
    kind: 'not_found',
    message: 'This invitation does not exist, was withdrawn or was used already.',
  },
  'identity.invitation_expired': {
    kind: 'conflict',
    message: 'This invitation has expired. Ask the person who invited you for a new one.',
  },
  'identity.invitation_other_account': {
    kind: 'forbidden',
    message: 'This invitation was sent to another address. Sign in with that address to accept it.',
  },
  'identity.slug_taken': { kind: 'conflict', message: 'This web address is taken. Choose another one.' },
  'identity.setup_done': {
    kind: 'conflict',
    message: 'Frontdesk is set up already. Sign in, or ask an administrator for an invitation.',
  },
  'identity.org_not_found': {
    kind: 'not_found',
    message: 'You do not belong to this organisation.',
  },
})
