import type { TemplateKey } from '../contract.ts'
import type { VariableGroup } from './variables.ts'

/** A text that comes with Frontdesk. The body is MJML inside one column; Liquid fills in the variables. */
export interface DefaultTemplate {
  /** As the settings page lists it. */
  name: string
  /** When it is sent. */
  purpose: string
  groups: readonly VariableGroup[]
  subject: string
  body: string
}

const facts = `<mj-text>
  <b>{{ visit.day }}, {{ visit.time }}</b><br />
  {{ visit.service }} with {{ visit.staff }}<br />
  {{ visit.place }}
</mj-text>`

const price = `<mj-text>
  Price {{ visit.price }}{% if visit.due == "" %}, paid{% else %}, still to pay {{ visit.due }}{% endif %}.
</mj-text>`

const change = `<mj-text>You can change or cancel free of charge until {{ visit.deadline }}.</mj-text>`

const follow = `<mj-button href="{{ visit.link }}">See your visit</mj-button>
<mj-text font-size="14px"><a href="{{ visit.calendarLink }}">Add to your calendar</a> · Booking {{ visit.number }}</mj-text>`

const visitGroups = ['org', 'customer', 'visit'] as const

/** Every message Frontdesk writes by itself, with its default text. */
export const defaultTemplates: Readonly<Record<TemplateKey, DefaultTemplate>> = {
  visit_booked: {
    name: 'Visit booked',
    purpose: 'Right after a booking, and when you confirm one.',
    groups: visitGroups,
    subject: `{% if visit.isPending == "yes" %}We have your request{% else %}You’re booked{% endif %}: {{ visit.service }}, {{ visit.day }}`,
    body: `<mj-text>Hello {{ customer.firstName }},</mj-text>
<mj-text>
  {% if visit.isPending == "yes" %}thank you for your request. We will confirm it shortly:
  {% else %}thank you for booking. We look forward to seeing you:{% endif %}
</mj-text>
${facts}
${price}
${change}
${follow}`,
  },
  visit_moved: {
    name: 'Visit moved',
    purpose: 'When a visit gets another time or person and the customer is to be told.',
    groups: [...visitGroups, 'before'],
    subject: 'Your visit has moved to {{ visit.day }}, {{ visit.startTime }}',
    body: `<mj-text>Hello {{ customer.firstName }},</mj-text>
<mj-text>your visit has a new time:</mj-text>
${facts}
<mj-text>Before, it was {{ before.day }}, {{ before.time }}, with {{ before.staff }}.</mj-text>
${change}
${follow}`,
  },
  visit_cancelled: {
    name: 'Visit cancelled',
    purpose: 'When a visit is cancelled, by the customer or by you.',
    groups: [...visitGroups, 'cancellation'],
    subject: 'Cancelled: {{ visit.service }}, {{ visit.day }}',
    body: `<mj-text>Hello {{ customer.firstName }},</mj-text>
<mj-text>
  {% if cancellation.byCustomer == "yes" %}as you wished, this visit is cancelled:
  {% else %}we are sorry, we had to cancel this visit:{% endif %}
</mj-text>
${facts}
<mj-text>
  {% if cancellation.reason != "" %}Reason: {{ cancellation.reason }}<br />{% endif %}
  {% if cancellation.fee != "" %}For the late cancellation we keep {{ cancellation.fee }}.<br />{% endif %}
  {% if cancellation.refund != "" %}We are giving you back {{ cancellation.refund }}. It takes a few days to arrive.
  {% elsif cancellation.fee == "" %}Nothing is charged.{% endif %}
</mj-text>
<mj-button href="{{ org.website }}">Book another visit</mj-button>`,
  },
  visit_reminder: {
    name: 'Reminder',
    purpose: 'The day before a visit.',
    groups: visitGroups,
    subject: 'See you on {{ visit.day }}, {{ visit.startTime }}',
    body: `<mj-text>Hello {{ customer.firstName }},</mj-text>
<mj-text>a short reminder of your visit:</mj-text>
${facts}
${price}
<mj-text>Please make sure that we can get in. If anything has changed, tell us on the page of your visit.</mj-text>
${follow}`,
  },
  visit_link: {
    name: 'Link to a visit',
    purpose: 'When a customer asks for the page of a booking again.',
    groups: visitGroups,
    subject: 'Your booking {{ visit.number }}',
    body: `<mj-text>Hello {{ customer.firstName }},</mj-text>
<mj-text>here is the page of your visit. There you can follow, move or cancel it:</mj-text>
${facts}
${follow}
<mj-text font-size="14px">If you did not ask for this, you need do nothing.</mj-text>`,
  },
  account_verify: {
    name: 'Confirm an e-mail address',
    purpose: 'When somebody registers, or changes the address of an account.',
    groups: ['org', 'account'],
    subject: 'Please confirm your e-mail address',
    body: `<mj-text>Hello {{ account.name }},</mj-text>
<mj-text>please confirm that this address is yours.</mj-text>
<mj-button href="{{ account.link }}">Confirm my address</mj-button>
<mj-text font-size="14px">If you did not ask for this, you need do nothing.</mj-text>`,
  },
  account_reset: {
    name: 'Set a new password',
    purpose: 'When somebody has forgotten the password.',
    groups: ['org', 'account'],
    subject: 'Set a new password',
    body: `<mj-text>Hello {{ account.name }},</mj-text>
<mj-text>somebody asked for a new password for your account. If it was you, set it here:</mj-text>
<mj-button href="{{ account.link }}">Set a new password</mj-button>
<mj-text font-size="14px">If it was not you, you need do nothing: your password stays as it is.</mj-text>`,
  },
  account_exists: {
    name: 'You have an account already',
    purpose: 'When somebody registers with an address that has an account.',
    groups: ['org', 'account'],
    subject: 'You already have an account',
    body: `<mj-text>Hello {{ account.name }},</mj-text>
<mj-text>somebody tried to register with your address, but you have an account already. If it was you, sign in:</mj-text>
<mj-button href="{{ account.link }}">Sign in</mj-button>
<mj-text font-size="14px">If it was not you, you need do nothing.</mj-text>`,
  },
  team_invitation: {
    name: 'Invitation to the team',
    purpose: 'When you invite a colleague.',
    groups: ['org', 'invitation'],
    subject: '{{ invitation.invitedBy }} invites you to {{ org.name }}',
    body: `<mj-text>Hello,</mj-text>
<mj-text>{{ invitation.invitedBy }} would like you to join {{ org.name }} as {{ invitation.roles }}.</mj-text>
<mj-button href="{{ invitation.link }}">Join the team</mj-button>
<mj-text font-size="14px">The link is good until {{ invitation.expires }}.</mj-text>`,
  },
}
