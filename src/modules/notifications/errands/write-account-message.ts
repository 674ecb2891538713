import type { authMailRequested, memberInvited } from '#modules/identity/events.ts'
import type { ErrandContext } from '#platform/context.ts'
import type { EventKind, EventRecord } from '#values/event.ts'
import { momentWords } from '../domain/fill-variables.ts'
import { writeMessage } from './write-message.ts'

type Told<K> = K extends EventKind<infer P> ? EventRecord<P> : never

const templates = { verify: 'account_verify', reset: 'account_reset', exists: 'account_exists' } as const

/** A mail about an account: confirm the address, set a new password, "you have an account already". */
export async function writeAccountMessage(
  ctx: ErrandContext,
  event: Told<typeof authMailRequested>,
): Promise<void> {
  const { kind, to, name, url } = event.payload
  await writeMessage(ctx, {
    templateKey: templates[kind],
    dedupeKey: event.id,
    to: { name, address: to },
    variables: () => ({ account: { name, link: url } }),
    isSecret: kind !== 'exists',
  })
}

/** An invitation to the team. */
export async function writeInvitation(ctx: ErrandContext, event: Told<typeof memberInvited>): Promise<void> {
  const { invitationId, email, invitedBy, roles, url, expiresAt } = event.payload
  await writeMessage(ctx, {
    templateKey: 'team_invitation',
    dedupeKey: event.id,
    to: { name: '', address: email },
    variables: (org) => ({
      invitation: { invitedBy, roles: roleWords(roles), link: url, expires: momentWords(expiresAt, org) },
    }),
    isSecret: true,
    subjectType: 'invitation',
    subjectId: invitationId,
  })
}

const words: Record<string, string> = { admin: 'administrator', staff: 'member of staff' }

function roleWords(roles: readonly string[]): string {
  return roles.map((role) => words[role] ?? role).join(' and ')
}
